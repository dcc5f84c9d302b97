package io.opportunities.crm.imports.row;

import io.opportunities.crm.changelog.field.FieldChange;
import io.opportunities.crm.imports.job.store.RowError;
import io.opportunities.identity.tenant.CompanyId;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.IdClass;
import java.util.List;
import org.hibernate.annotations.Formula;
import org.hibernate.annotations.Immutable;
import org.hibernate.annotations.JdbcTypeCode;
import org.hibernate.annotations.PartitionKey;
import org.hibernate.annotations.SQLRestriction;
import org.hibernate.type.SqlTypes;
import org.jspecify.annotations.Nullable;

/** The outcome of a row, which workers write. */
@Entity
@SQLRestriction(CompanyId.OWN)
@Immutable
@IdClass(ImportRow.Key.class)
class ImportRow {

    @Id
    private long importId;

    @Id
    private long line;

    @CompanyId
    @PartitionKey
    @Column(updatable = false)
    private @Nullable Long companyId;

    /** What the row did, or would do by the plan. */
    @Formula("coalesce(outcome, planned)")
    private @Nullable String shown;

    private @Nullable Long recordId;

    @JdbcTypeCode(SqlTypes.JSON)
    private @Nullable List<RowError> errors;

    @JdbcTypeCode(SqlTypes.ARRAY)
    private String @Nullable [] kept;

    @JdbcTypeCode(SqlTypes.JSON)
    private @Nullable List<FieldChange> changes;

    @SuppressWarnings("NullAway.Init")
    protected ImportRow() {}

    long line() {
        return line;
    }

    ImportRowResponse response() {
        return new ImportRowResponse(line, shown == null ? "" : shown, recordId, errors == null ? List.of() : errors,
                changes == null ? List.of() : changes,
                kept == null ? List.of() : List.of(kept));
    }

    /** The import and the line. */
    record Key(long importId, long line) {}
}
