package io.opportunities.crm.account;

import io.opportunities.common.JsonSize;
import io.opportunities.crm.account.state.AccountState;
import io.opportunities.crm.account.state.AccountType;
import io.opportunities.crm.record.RecordEntity;
import io.opportunities.identity.tenant.CompanyId;
import io.opportunities.search.RecordType;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import java.time.Instant;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.hibernate.annotations.Formula;
import org.hibernate.annotations.JdbcTypeCode;
import org.hibernate.annotations.SQLRestriction;
import org.hibernate.type.SqlTypes;
import org.jspecify.annotations.Nullable;

/** A customer, to which opportunities and contacts may belong. */
@Entity
@SQLRestriction(CompanyId.OWN)
class Account extends RecordEntity<AccountState> {

    @Enumerated(EnumType.STRING)
    private @Nullable AccountType accountType;

    /** Read with the record; the contact package writes the links. */
    @Formula("""
            (select array_agg(l.contact_id order by l.contact_id) from account_contact l
              where l.company_id = company_id and l.company_id = current_company() and l.account_id = id
                and not exists (select 1 from contact c
                                 where c.company_id = l.company_id and c.id = l.contact_id and c.removed_at is not null))""")
    @JdbcTypeCode(SqlTypes.ARRAY)
    private Long @Nullable [] contactIds;

    /** Approximate size in bytes of the first contact, which every response includes. */
    @Formula("""
            (select octet_length(array_to_string(c.emails, '---')) + octet_length(array_to_string(c.phones, '---')) from contact c
              where c.company_id = company_id and c.company_id = current_company()
                and c.id = coalesce(primary_contact_id, (select min(l.contact_id) from account_contact l
                                                          where l.company_id = company_id and l.company_id = current_company() and l.account_id = id)))""")
    private @Nullable Integer firstContactSize;

    protected Account() {}

    Account(AccountState state, long createdById, Instant now) {
        super(createdById, now);
        apply(state);
    }

    @Override
    protected void apply(AccountState state) {
        apply(state.common());
        this.accountType = state.accountType();
    }

    @Override
    public AccountState state() {
        return new AccountState(common(), accountType);
    }

    @Override
    protected List<Long> contacts() {
        Set<Long> ids = new LinkedHashSet<>();
        Long primary = primaryContactId();
        if (primary != null) {
            ids.add(primary);
        }
        if (contactIds != null) {
            ids.addAll(List.of(contactIds));
        }
        return List.copyOf(ids);
    }

    @Override
    protected void applyContacts(List<Long> contacts) {
        this.contactIds = contacts.toArray(Long[]::new);
    }

    @Override
    public RecordType kind() {
        return RecordType.ACCOUNT;
    }

    @Override
    public long size() {
        return JsonSize.of(members()) + (firstContactSize == null ? 0 : firstContactSize);
    }
}
