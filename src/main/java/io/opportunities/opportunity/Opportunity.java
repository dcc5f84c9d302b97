package io.opportunities.opportunity;

import io.opportunities.changelog.Logged;
import io.opportunities.changelog.RecordKind;
import io.opportunities.identity.CompanyId;
import io.opportunities.matching.MatchKeys;
import io.opportunities.matching.Matchable;
import jakarta.persistence.Column;
import jakarta.persistence.Embedded;
import jakarta.persistence.Entity;
import jakarta.persistence.EntityListeners;
import jakarta.persistence.GeneratedValue;
import jakarta.persistence.GenerationType;
import jakarta.persistence.Id;
import jakarta.persistence.Transient;
import jakarta.persistence.Version;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.hibernate.annotations.DynamicUpdate;
import org.hibernate.annotations.Formula;
import org.hibernate.annotations.Generated;
import org.hibernate.annotations.JdbcTypeCode;
import org.hibernate.annotations.PartitionKey;
import org.hibernate.annotations.SQLRestriction;
import org.hibernate.generator.EventType;
import org.hibernate.type.SqlTypes;
import org.jspecify.annotations.Nullable;

/** A piece of work that a company may win: the record the service exists for. */
@Entity
@SQLRestriction(CompanyId.OWN)
@DynamicUpdate
@EntityListeners(AddressChanges.class)
class Opportunity implements Matchable, Logged {

    @Id
    @GeneratedValue(strategy = GenerationType.IDENTITY)
    private @Nullable Long id;

    @CompanyId
    @PartitionKey
    @Column(updatable = false)
    private @Nullable Long companyId;

    @Version
    private int version;

    /** Drawn by the schema, from the company's own sequence, when the row is inserted. */
    @Generated(event = EventType.INSERT)
    private @Nullable Long number;

    @Embedded
    private OpportunityDetails details;

    /** Follows the address; null where nothing is known of it. */
    @Embedded
    private @Nullable OpportunityLocation location;

    @Embedded
    private MatchKeys matchKeys;

    @Embedded
    private WorkflowRun run;

    private @Nullable Long primaryContactId;

    /** The contacts after the primary one: read with the record, written as {@link OpportunityContact}. */
    @Formula("""
            (select array_agg(l.contact_id order by l.ordinal) from opportunity_contact l
              where l.company_id = company_id and l.opportunity_id = id)""")
    @JdbcTypeCode(SqlTypes.ARRAY)
    private Long @Nullable [] otherContactIds;

    private long createdById;
    private @Nullable Long updatedById;
    private Instant createdAt;
    private Instant updatedAt;
    private Instant lastActivity;

    /** Whether its place was found anew since it was last written. */
    @Transient
    private boolean moved;

    @SuppressWarnings("NullAway.Init")
    protected Opportunity() {}

    Opportunity(OpportunityState state, long createdById, Instant now) {
        this.createdById = createdById;
        this.createdAt = now;
        this.updatedAt = now;
        this.lastActivity = now;
        take(state);
    }

    /** @return whether anything differs from before; if not, nothing is touched */
    boolean change(OpportunityState state, long changedById, Instant now) {
        if (state.equals(state())) {
            return false;
        }
        take(state);
        this.updatedById = changedById;
        this.updatedAt = now;
        this.lastActivity = now;
        return true;
    }

    private void take(OpportunityState state) {
        if (details == null || !details.place().equals(state.details().place())) {
            this.location = OpportunityLocation.of(state.details().place());
            this.moved = true;
        }
        this.details = state.details();
        this.matchKeys = state.matchKeys();
        this.run = state.run();
        List<Long> contacts = state.contacts();
        this.primaryContactId = contacts.isEmpty() ? null : contacts.getFirst();
        this.otherContactIds = contacts.stream().skip(1).toArray(Long[]::new);
    }

    OpportunityState state() {
        return new OpportunityState(details, matchKeys, run, contacts());
    }

    /** Ids, the primary contact first. */
    private List<Long> contacts() {
        List<Long> ids = new ArrayList<>();
        if (primaryContactId != null) {
            ids.add(primaryContactId);
        }
        if (otherContactIds != null) {
            ids.addAll(Arrays.asList(otherContactIds));
        }
        return ids;
    }

    /** Whether its place was found anew, told once. */
    boolean takeMoved() {
        boolean was = moved;
        this.moved = false;
        return was;
    }

    @Nullable
    OpportunityLocation location() {
        return location;
    }

    @Override
    public long id() {
        return id == null ? 0 : id;
    }

    /** Null where it is not saved, as in a dry run. */
    @Nullable
    Long idOrNull() {
        return id;
    }

    @Nullable
    Long number() {
        return number;
    }

    @Override
    public int version() {
        return version;
    }

    /** What the next save would do, for a dry run. */
    void countVersion() {
        version++;
    }

    @Override
    public RecordKind kind() {
        return RecordKind.OPPORTUNITY;
    }

    @Override
    public Map<String, Object> members() {
        return state().members();
    }

    long createdById() {
        return createdById;
    }

    @Nullable
    Long updatedById() {
        return updatedById;
    }

    Instant createdAt() {
        return createdAt;
    }

    Instant updatedAt() {
        return updatedAt;
    }

    Instant lastActivity() {
        return lastActivity;
    }

    @Override
    public MatchKeys matchKeys() {
        return matchKeys;
    }

    @Override
    public boolean active() {
        return details.active();
    }
}
