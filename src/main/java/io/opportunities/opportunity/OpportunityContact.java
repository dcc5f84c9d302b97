package io.opportunities.opportunity;

import io.opportunities.identity.CompanyId;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.IdClass;
import org.hibernate.annotations.PartitionKey;
import org.hibernate.annotations.SQLRestriction;
import org.jspecify.annotations.Nullable;

/** That a contact other than the primary one belongs to an opportunity. */
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

    OpportunityContact(long opportunityId, long contactId, int ordinal) {
        this.opportunityId = opportunityId;
        this.contactId = contactId;
        this.ordinal = ordinal;
    }

    /** Both ends. */
    record Key(long opportunityId, long contactId) {}
}
