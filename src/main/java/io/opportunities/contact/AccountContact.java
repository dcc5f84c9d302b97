package io.opportunities.contact;

import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.IdClass;
import org.hibernate.annotations.TenantId;
import org.jspecify.annotations.Nullable;

/** That a contact belongs to an account. */
@Entity
@IdClass(AccountContact.Key.class)
class AccountContact {

    @Id
    private long accountId;

    @Id
    private long contactId;

    @TenantId
    private @Nullable Long companyId;

    protected AccountContact() {}

    /** Both ends. */
    record Key(long accountId, long contactId) {}
}
