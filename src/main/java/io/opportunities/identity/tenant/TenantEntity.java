package io.opportunities.identity.tenant;

import jakarta.persistence.Column;
import jakarta.persistence.GeneratedValue;
import jakarta.persistence.GenerationType;
import jakarta.persistence.Id;
import jakarta.persistence.MappedSuperclass;
import org.hibernate.annotations.PartitionKey;
import org.jspecify.annotations.Nullable;

/** A row of one company, with an id that the database assigns. */
@MappedSuperclass
public abstract class TenantEntity {

    @Id
    @GeneratedValue(strategy = GenerationType.IDENTITY)
    private @Nullable Long id;

    @CompanyId
    @PartitionKey
    @Column(updatable = false)
    private @Nullable Long companyId;

    /** Returns 0 if it is not saved, as in a dry run. */
    public long id() {
        return id == null ? 0 : id;
    }

    /** Gives a new row the id that was drawn for it. */
    public void assignId(long drawn) {
        this.id = drawn;
    }

    /** Removes the id of a row that will not be there. */
    protected void removeId() {
        this.id = null;
    }

    /** Returns 0 if it is not saved. */
    protected long companyId() {
        return companyId == null ? 0 : companyId;
    }

    /** Returns null if it is not saved, as in a dry run. */
    public @Nullable Long idOrNull() {
        return id;
    }
}
