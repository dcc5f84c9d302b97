package io.opportunities.crm.record;

import io.opportunities.crm.changelog.ChangeTracked;
import io.opportunities.crm.record.state.CommonState;
import io.opportunities.crm.record.state.RecordDetails;
import io.opportunities.crm.record.state.RecordState;
import io.opportunities.identity.tenant.DrawnIds;
import io.opportunities.identity.tenant.VersionedEntity;
import io.opportunities.matching.Matchable;
import io.opportunities.matching.key.MatchKeys;
import io.opportunities.search.page.Sized;
import jakarta.persistence.Column;
import jakarta.persistence.Embedded;
import jakarta.persistence.MappedSuperclass;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.hibernate.annotations.Formula;
import org.hibernate.annotations.Generated;
import org.hibernate.generator.EventType;
import org.jspecify.annotations.Nullable;

/**
 * A record that requests create or match.
 *
 * @param <S> its state
 */
@MappedSuperclass
public abstract class RecordEntity<S extends RecordState<S>> extends VersionedEntity implements Matchable, ChangeTracked, Sized {

    /**
     * The schema assigns it on insert, from the company's own sequence. No update names it: an update of a unique key locks the row as a
     * deletion does, against all that refer to it.
     */
    @Generated(event = EventType.INSERT)
    @Column(updatable = false)
    private @Nullable Long number;

    @Embedded
    private RecordDetails details;

    @Embedded
    private MatchKeys matchKeys;

    private @Nullable Long primaryContactId;

    /** A removed contact no longer counts as a contact, although the record refers to it until it is unlinked. */
    @Formula("""
            exists (select 1 from contact c
                     where c.company_id = company_id and c.company_id = current_company() and c.id = primary_contact_id and c.removed_at is not null)""")
    private boolean primaryContactRemoved;

    /** The active record that this one was merged into; the merge writes it. */
    @Column(insertable = false, updatable = false)
    private @Nullable Long mergedIntoId;

    private long createdById;

    @SuppressWarnings("NullAway.Init")
    protected RecordEntity() {}

    /** Creates a record without its state, which the constructor of the subclass applies. */
    @SuppressWarnings("NullAway.Init")
    protected RecordEntity(long createdById, Instant now) {
        super(now);
        this.createdById = createdById;
    }

    /** @return whether anything changed; an equal state changes nothing */
    boolean change(S state, long changedById, Instant now) {
        if (state.equals(state())) {
            return false;
        }
        apply(state);
        touch(now);
        onChange(changedById, updatedAt());
        return true;
    }

    public abstract S state();

    protected abstract void apply(S state);

    /** Called after each change, with its author and time. */
    protected void onChange(long changedById, Instant at) {}

    protected void apply(CommonState state) {
        this.details = state.details();
        this.matchKeys = state.matchKeys();
        if (!state.contacts().equals(contacts())) {
            this.primaryContactId = state.contacts().isEmpty() ? null : state.contacts().getFirst();
            this.primaryContactRemoved = false;
            applyContacts(state.contacts());
        }
    }

    protected CommonState common() {
        return new CommonState(details, matchKeys, contacts());
    }

    /** Returns ids, the primary contact first. */
    protected abstract List<Long> contacts();

    /** Sets the contacts that the links of the record name. */
    protected abstract void applyContacts(List<Long> contacts);

    /** Returns null if there is none, or if it is removed. */
    protected @Nullable Long primaryContactId() {
        return primaryContactRemoved ? null : primaryContactId;
    }

    /** Gives a new record a number that is not drawn. */
    void rehearseNumber() {
        this.number = id();
    }

    /** Removes what only a stored record has, if this one was created in a rehearsal. */
    void endRehearsal() {
        if (DrawnIds.isRehearsed(id())) {
            this.number = null;
            removeId();
        }
    }

    /** Returns null if the record is not saved, as in a dry run. */
    public @Nullable Long number() {
        return number;
    }

    @Override
    public Map<String, Object> members() {
        return state().members();
    }

    @Override
    public boolean isComplete() {
        return true;
    }

    @Override
    public Map<String, Object> hidden() {
        return state().hidden();
    }

    /** Returns null if the record was not merged. */
    public @Nullable Long mergedIntoId() {
        return mergedIntoId;
    }

    public RecordDetails details() {
        return details;
    }

    @Override
    public MatchKeys matchKeys() {
        return matchKeys;
    }

    @Override
    public boolean active() {
        return details.active();
    }

    public long createdById() {
        return createdById;
    }
}
