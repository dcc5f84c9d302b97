package io.opportunities.account;

import io.opportunities.matching.MatchKeys;
import io.opportunities.matching.Matchable;
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
import org.hibernate.annotations.TenantId;
import org.hibernate.type.SqlTypes;
import org.jspecify.annotations.Nullable;

/** A customer, which opportunities and contacts may belong to. */
@Entity
class Account implements Matchable {

    @Id
    @GeneratedValue(strategy = GenerationType.SEQUENCE, generator = "account_seq")
    @SequenceGenerator(name = "account_seq", sequenceName = "account_seq")
    private @Nullable Long id;

    @TenantId
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

    Account(AccountDetails details, MatchKeys matchKeys, long createdById, Instant now) {
        this.details = details;
        this.matchKeys = matchKeys;
        this.createdById = createdById;
        this.createdAt = now;
        this.updatedAt = now;
    }

    /** @return whether anything differs from before */
    boolean change(AccountDetails newDetails, MatchKeys newKeys, Instant now) {
        boolean changed = !newDetails.equals(details);
        if (changed) {
            details = newDetails;
            matchKeys = newKeys;
            updatedAt = now;
        }
        return changed;
    }

    /** Takes these contacts to those it has; the first one becomes the primary one where there is none, or where it is asked for. */
    void addContacts(List<Long> ids, boolean firstIsPrimary) {
        if (!ids.isEmpty() && (primaryContactId == null || firstIsPrimary)) {
            primaryContactId = ids.getFirst();
        }
        Set<Long> all = new LinkedHashSet<>(contacts());
        all.addAll(ids);
        contactIds = all.toArray(Long[]::new);
    }

    void dropContacts() {
        primaryContactId = null;
        contactIds = null;
    }

    /** Ids, the primary contact first. */
    List<Long> contacts() {
        Set<Long> ids = new LinkedHashSet<>();
        if (primaryContactId != null) {
            ids.add(primaryContactId);
        }
        if (contactIds != null) {
            ids.addAll(List.of(contactIds));
        }
        return List.copyOf(ids);
    }

    long id() {
        return id == null ? 0 : id;
    }

    int version() {
        return version;
    }

    AccountDetails details() {
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

    /** @param custom those of its values that are shown */
    AccountResponse response(Map<String, Object> custom) {
        return new AccountResponse(id(), details.title(), List.of(details.address()), details.street(), details.city(), details.state(),
                details.zipcode(), details.description(), details.accountType(), details.primaryEmail(), details.primaryPhone(), contacts(),
                custom, details.active(), createdById, createdAt, updatedAt);
    }
}
