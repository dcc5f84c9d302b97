package io.opportunities.crm.opportunity;

import io.opportunities.common.JsonSize;
import io.opportunities.crm.opportunity.response.OpportunityView;
import io.opportunities.crm.opportunity.state.OpportunityDetails;
import io.opportunities.crm.opportunity.state.OpportunityLocation;
import io.opportunities.crm.opportunity.state.OpportunityState;
import io.opportunities.crm.record.RecordEntity;
import io.opportunities.crm.record.state.StoredAddress;
import io.opportunities.crm.workflow.run.WorkflowRun;
import io.opportunities.identity.tenant.CompanyId;
import io.opportunities.search.RecordType;
import jakarta.persistence.Column;
import jakarta.persistence.Embedded;
import jakarta.persistence.Entity;
import jakarta.persistence.EntityListeners;
import jakarta.persistence.Transient;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.hibernate.annotations.DynamicUpdate;
import org.hibernate.annotations.Formula;
import org.hibernate.annotations.Generated;
import org.hibernate.annotations.JdbcTypeCode;
import org.hibernate.annotations.SQLRestriction;
import org.hibernate.generator.EventType;
import org.hibernate.type.SqlTypes;
import org.jspecify.annotations.Nullable;

/** A potential job of a company; the main record of the service. */
@Entity
@SQLRestriction(CompanyId.OWN)
@DynamicUpdate
@EntityListeners(AddressChangeListener.class)
class Opportunity extends RecordEntity<OpportunityState> {

    /** Approximate size of a phase instance in a response, in bytes. */
    private static final long PHASE_SIZE = 1_000;

    @Embedded
    private OpportunityDetails deal;

    /** Derived from the address; null if unknown. */
    @Embedded
    private @Nullable OpportunityLocation location;

    @Embedded
    private WorkflowRun run;

    /** The contacts after the primary one: read with the record, written as {@link OpportunityContact}. */
    @Formula("""
            (select array_agg(l.contact_id order by l.ordinal) from opportunity_contact l
              where l.company_id = company_id and l.company_id = current_company() and l.opportunity_id = id
                and not exists (select 1 from contact c
                                 where c.company_id = l.company_id and c.id = l.contact_id and c.removed_at is not null))""")
    @JdbcTypeCode(SqlTypes.ARRAY)
    private Long @Nullable [] otherContactIds;

    /** When it entered its phase; the schema writes it. Null without a phase, and for a record of release 0.1.0. */
    @Column(insertable = false, updatable = false)
    private @Nullable Instant phaseSince;

    private @Nullable Long updatedById;

    @Generated(event = {EventType.INSERT, EventType.UPDATE}, writable = true)
    private Instant lastActivity;

    /** Whether the location has been derived again since the last write. */
    @Transient
    private boolean moved;

    @SuppressWarnings("NullAway.Init")
    protected Opportunity() {}

    @SuppressWarnings("NullAway.Init")
    Opportunity(OpportunityState state, long createdById, Instant now) {
        super(createdById, now);
        this.lastActivity = now;
        apply(state);
    }

    @Override
    protected void onChange(long changedById, Instant at) {
        this.updatedById = changedById;
        this.lastActivity = at;
    }

    @Override
    protected void apply(OpportunityState state) {
        StoredAddress place = state.common().details().place();
        if (details() == null || !details().place().equals(place)) {
            this.location = OpportunityLocation.of(place.address());
            this.moved = true;
        }
        apply(state.common());
        this.deal = state.deal();
        this.run = state.run();
    }

    @Override
    public OpportunityState state() {
        return new OpportunityState(common(), deal, run);
    }

    @Override
    protected List<Long> contacts() {
        List<Long> ids = new ArrayList<>();
        Long primary = primaryContactId();
        if (primary != null) {
            ids.add(primary);
        }
        if (otherContactIds != null) {
            ids.addAll(Arrays.asList(otherContactIds));
        }
        return ids;
    }

    @Override
    protected void applyContacts(List<Long> contacts) {
        this.otherContactIds = contacts.stream().skip(1).toArray(Long[]::new);
    }

    /** Returns whether the location has been derived again, and resets the flag. */
    boolean clearMoved() {
        boolean was = moved;
        this.moved = false;
        return was;
    }

    OpportunityDetails deal() {
        return deal;
    }

    @Nullable
    OpportunityLocation location() {
        return location;
    }

    @Override
    public RecordType kind() {
        return RecordType.OPPORTUNITY;
    }

    @Override
    public long size() {
        return JsonSize.of(members()) + run.instances().size() * PHASE_SIZE;
    }

    @Nullable
    Long updatedById() {
        return updatedById;
    }

    Instant lastActivity() {
        return lastActivity;
    }

    /** Returns it as it is, for a response without the time since when it is in its phase. */
    OpportunityView view() {
        return view(null);
    }

    OpportunityView viewWithPhaseSince() {
        return view(phaseSince());
    }

    private OpportunityView view(@Nullable Instant since) {
        return new OpportunityView(idOrNull(), number(), state(), location, since, lastActivity, mergedIntoId(), createdById(),
                updatedById, createdAt(), updatedAt());
    }

    /** Returns since when it is in its phase, at the latest; null without a phase. */
    @Nullable
    Instant phaseSince() {
        return run.phaseId() == null || phaseSince != null ? phaseSince : updatedAt();
    }
}
