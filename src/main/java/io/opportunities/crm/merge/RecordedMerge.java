package io.opportunities.crm.merge;

import io.opportunities.identity.tenant.CompanyId;
import io.opportunities.identity.tenant.TenantEntity;
import jakarta.persistence.AttributeOverride;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Table;
import java.time.Instant;
import org.hibernate.annotations.Immutable;
import org.hibernate.annotations.SQLRestriction;

/** A merge that an unmerge can undo. Its id is its place in the order of all merges. */
@Entity
@Table(name = "record_merge")
@AttributeOverride(name = "id", column = @Column(name = "ordinal"))
@SQLRestriction(CompanyId.OWN)
@Immutable
class RecordedMerge extends TenantEntity {

    private String recordType;
    private long sourceId;
    private long targetId;
    private Instant mergedAt;

    @SuppressWarnings("NullAway.Init")
    protected RecordedMerge() {}

    String recordType() {
        return recordType;
    }

    long sourceId() {
        return sourceId;
    }

    long targetId() {
        return targetId;
    }

    Instant mergedAt() {
        return mergedAt;
    }
}
