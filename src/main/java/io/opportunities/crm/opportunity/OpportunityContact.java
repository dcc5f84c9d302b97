package io.opportunities.crm.opportunity;

import io.opportunities.identity.tenant.CompanyId;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.IdClass;
import org.hibernate.annotations.PartitionKey;
import org.hibernate.annotations.SQLRestriction;
import org.jspecify.annotations.Nullable;

/** The link from an opportunity to a contact other than the primary one. */
@Entity
@SQLRestriction(CompanyId.OWN)
@IdClass(OpportunityContact.Key.class)
class OpportunityContact {

    @Id
    private long opportunityId;

    @Id
    private long contactId;

    @CompanyId
    @PartitionKey
    @Column(updatable = false)
    private @Nullable Long companyId;

    private int ordinal;

    protected OpportunityContact() {}

    /** The ids of both ends. */
    record Key(long opportunityId, long contactId) {}
}
