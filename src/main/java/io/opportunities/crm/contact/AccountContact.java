package io.opportunities.crm.contact;

import io.opportunities.identity.tenant.CompanyId;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.IdClass;
import org.hibernate.annotations.PartitionKey;
import org.hibernate.annotations.SQLRestriction;
import org.jspecify.annotations.Nullable;

/** The link between a contact and an account. */
@Entity
@SQLRestriction(CompanyId.OWN)
@IdClass(AccountContact.Key.class)
class AccountContact {

    @Id
    private long accountId;

    @Id
    private long contactId;

    @CompanyId
    @PartitionKey
    @Column(updatable = false)
    private @Nullable Long companyId;

    protected AccountContact() {}

    long accountId() {
        return accountId;
    }

    long contactId() {
        return contactId;
    }

    /** The ids of both ends. */
    record Key(long accountId, long contactId) {}
}
