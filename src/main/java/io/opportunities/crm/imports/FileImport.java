package io.opportunities.crm.imports;

import io.opportunities.common.JsonSize;
import io.opportunities.common.Times;
import io.opportunities.crm.imports.file.FileFormat;
import io.opportunities.crm.imports.job.store.ImportState;
import io.opportunities.crm.imports.mapping.ColumnSample;
import io.opportunities.crm.imports.mapping.Mapping;
import io.opportunities.crm.imports.mapping.MappingColumn;
import io.opportunities.identity.tenant.CompanyId;
import io.opportunities.identity.tenant.VersionedEntity;
import io.opportunities.search.page.Sized;
import io.opportunities.web.error.ApiException;
import jakarta.persistence.Column;
import jakarta.persistence.Convert;
import jakarta.persistence.Embedded;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.Table;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.hibernate.annotations.DynamicUpdate;
import org.hibernate.annotations.Formula;
import org.hibernate.annotations.JdbcTypeCode;
import org.hibernate.annotations.SQLRestriction;
import org.hibernate.type.SqlTypes;
import org.jspecify.annotations.Nullable;

/** A file that a client imports, with its mapping, state and progress. Workers write the progress. */
@Entity
@Table(name = "import")
@SQLRestriction(CompanyId.OWN)
@DynamicUpdate
class FileImport extends VersionedEntity implements Sized {

    private long fileId;

    @Enumerated(EnumType.STRING)
    private ImportState state;

    private @Nullable String name;
    private String profile;

    @JdbcTypeCode(SqlTypes.JSON)
    private FileFormat format;

    @JdbcTypeCode(SqlTypes.JSON)
    private List<ColumnSample> columns;

    @Convert(converter = MappingColumn.class)
    private Mapping mapping;

    @Embedded
    private ImportOptions options;

    private @Nullable String fingerprint;

    @JdbcTypeCode(SqlTypes.JSON)
    private @Nullable Map<String, Long> planned;

    private @Nullable Long rowsTotal;

    @Embedded
    private ImportProgress progress;

    private long createdById;

    @Column(insertable = false, updatable = false)
    private boolean expired;

    @Formula("(select f.size from import_file f where f.company_id = company_id and f.company_id = current_company() and f.id = file_id)")
    private @Nullable Long fileSize;

    @Formula("(select f.digest from import_file f where f.company_id = company_id and f.company_id = current_company() and f.id = file_id)")
    private byte @Nullable [] digest;

    @SuppressWarnings("NullAway.Init")
    protected FileImport() {}

    FileImport(FileContent content, @Nullable String name, Mapping mapping, long createdById, Instant now) {
        super(now);
        this.fileId = content.fileId();
        this.state = ImportState.RECEIVED;
        this.name = name;
        this.profile = content.profile().name();
        this.format = content.format();
        this.columns = content.columns();
        this.mapping = mapping;
        this.options = ImportOptions.DEFAULT;
        this.progress = ImportProgress.from(format.start());
        this.createdById = createdById;
        this.fileSize = content.size();
    }

    /** Changes mapping and options. A plan for the old ones is void. */
    void change(Mapping mapping, ImportOptions options, Instant now) {
        become(ImportState.RECEIVED, now);
        this.mapping = mapping;
        this.options = options;
        this.fingerprint = null;
        this.planned = null;
        start();
    }

    /** Begins a plan; one that has begun goes on. */
    void plan(Instant now) {
        if (state == ImportState.PLANNING) {
            return;
        }
        become(ImportState.PLANNING, now);
        this.fingerprint = Fingerprint.of(digest, new MappingColumn().convertToDatabaseColumn(mapping) + options + format + profile);
        this.planned = null;
        start();
    }

    /** @throws ApiException 409 if the plan was made for another file, mapping or other options */
    void commit(String planFingerprint, Instant now) {
        if ((state == ImportState.RUNNING || state == ImportState.DONE) && planFingerprint.equals(fingerprint)) {
            return;
        }
        become(ImportState.RUNNING, now);
        if (!planFingerprint.equals(fingerprint)) {
            throw ApiException.conflict("the fingerprint is not that of import %d: look at its plan, and send its".formatted(id()));
        }
        start();
    }

    /** Ends the work; the rows that are done stay as they are. */
    void cancel(Instant now) {
        if (state != ImportState.CANCELLED) {
            become(ImportState.CANCELLED, now);
        }
    }

    /** @throws ApiException 409 after the retention: rows that are removed cannot be undone */
    void undo(Duration retention, Instant now) {
        if (state == ImportState.UNDOING || state == ImportState.UNDONE) {
            return;
        }
        if (expired) {
            throw ApiException.conflict("import %d could be undone until %s".formatted(id(), Times.format(createdAt().plus(retention))));
        }
        become(ImportState.UNDOING, now);
        this.progress = progress.backwards();
    }

    private void start() {
        this.progress = ImportProgress.from(format.start());
    }

    /** @throws ApiException 409 if the state does not allow it */
    private void become(ImportState next, Instant now) {
        if (!next.before().contains(state)) {
            throw ApiException.conflict("import %d is %s; it must be %s for this".formatted(id(), state, String.join(" or ",
                    next.before().stream().map(ImportState::name).toList())));
        }
        this.state = next;
        touch(now);
    }

    /** Returns the line before which rows have an outcome: those behind it are of a plan that is void. */
    long shownBefore() {
        return state == ImportState.RECEIVED || state == ImportState.PLANNING ? progress.nextLine() : Long.MAX_VALUE;
    }

    boolean isWorking() {
        return state.isWorking();
    }

    @Override
    public long size() {
        return columns.stream().mapToLong(column -> 2 * JsonSize.of(column.name()) + JsonSize.of(column.samples())).sum()
                + JsonSize.of(new MappingColumn().convertToDatabaseColumn(mapping));
    }

    Mapping mapping() {
        return mapping;
    }

    ImportOptions options() {
        return options;
    }

    FileFormat format() {
        return format;
    }

    /** @param problems of the mapping */
    ImportResponse response(List<String> problems) {
        return new ImportResponse(id(), state, name, profile, format.encoding().charset(),
                format.kind() == FileFormat.Kind.JSON ? null : String.valueOf(format.separator()), fileSize == null ? 0 : fileSize,
                rowsTotal, progress.rowsDone(), progress.counts(),
                columns.stream().map(column -> ImportResponse.ColumnResponse.of(column, mapping)).toList(), mapping, options.matchBy(),
                options.window(), options.strategy(), options.allowNewOptions(),
                ImportResponse.PlanResponse.of(fingerprint, planned), problems, progress.failure(), createdAt(), updatedAt());
    }
}
