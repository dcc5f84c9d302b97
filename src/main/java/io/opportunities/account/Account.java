package io.opportunities.account;

import io.opportunities.changelog.Logged;
import io.opportunities.changelog.RecordKind;
import io.opportunities.identity.CompanyId;
import io.opportunities.matching.MatchKeys;
import io.opportunities.matching.Matchable;
import jakarta.persistence.Column;
import jakarta.persistence.Embedded;
import jakarta.persistence.Entity;
import jakarta.persistence.GeneratedValue;
import jakarta.persistence.GenerationType;
import jakarta.persistence.Id;
import jakarta.persistence.SequenceGenerator;
import jakarta.persistence.Version;
import java.time.Instant;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.hibernate.annotations.Formula;
import org.hibernate.annotations.JdbcTypeCode;
import org.hibernate.annotations.PartitionKey;
import org.hibernate.annotations.SQLRestriction;
import org.hibernate.type.SqlTypes;
import org.jspecify.annotations.Nullable;

/** A customer, which opportunities and contacts may belong to. */
@Entity
@SQLRestriction(CompanyId.OWN)
class Account implements Matchable, Logged {

    @Id
    @GeneratedValue(strategy = GenerationType.SEQUENCE, generator = "account_seq")
    @SequenceGenerator(name = "account_seq", sequenceName = "account_seq")
    private @Nullable Long id;

    @CompanyId
    @PartitionKey
    @Column(updatable = false)
    private @Nullable Long companyId;

    @Version
    private int version;

    @Embedded
    private AccountDetails details;

    @Embedded
    private MatchKeys matchKeys;

    private @Nullable Long primaryContactId;

    /** Read with the record; written by the contacts, who know which account they belong to. */
    @Formula("""
            (select array_agg(l.contact_id order by l.contact_id) from account_contact l
              where l.company_id = company_id and l.account_id = id)""")
    @JdbcTypeCode(SqlTypes.ARRAY)
    private Long @Nullable [] contactIds;

    private long createdById;
    private Instant createdAt;
    private Instant updatedAt;

    @SuppressWarnings("NullAway.Init")
    protected Account() {}

    Account(AccountState state, long createdById, Instant now) {
        this.createdById = createdById;
        this.createdAt = now;
        this.updatedAt = now;
        take(state);
    }

    /** @return whether anything differs from before; if not, nothing is touched */
    boolean change(AccountState state, Instant now) {
        if (state.equals(state())) {
            return false;
        }
        take(state);
        this.updatedAt = now;
        return true;
    }

    private void take(AccountState state) {
        this.details = state.details();
        this.matchKeys = state.matchKeys();
        this.primaryContactId = state.contacts().isEmpty() ? null : state.contacts().getFirst();
        this.contactIds = state.contacts().toArray(Long[]::new);
    }

    AccountState state() {
        return new AccountState(details, matchKeys, contacts());
    }

    /** Ids, the primary contact first. */
    private List<Long> contacts() {
        Set<Long> ids = new LinkedHashSet<>();
        if (primaryContactId != null) {
            ids.add(primaryContactId);
        }
        if (contactIds != null) {
            ids.addAll(List.of(contactIds));
        }
        return List.copyOf(ids);
    }

    @Override
    public long id() {
        return id == null ? 0 : id;
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
        return RecordKind.ACCOUNT;
    }

    @Override
    public Map<String, Object> members() {
        return state().members();
    }

    @Override
    public MatchKeys matchKeys() {
        return matchKeys;
    }

    @Override
    public boolean active() {
        return details.active();
    }

    /** @param custom those of its values that are shown */
    AccountResponse response(Map<String, Object> custom) {
        return new AccountResponse(id, details.title(), List.of(details.address()), details.street(), details.city(), details.state(),
                details.zipcode(), details.description(), details.accountType(), details.primaryEmail(), details.primaryPhone(), contacts(),
                custom, details.active(), createdById, createdAt, updatedAt);
    }
}
