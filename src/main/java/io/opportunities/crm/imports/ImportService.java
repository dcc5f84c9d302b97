package io.opportunities.crm.imports;

import io.opportunities.crm.imports.mapping.Mapping;
import io.opportunities.crm.imports.mapping.MappingColumn;
import io.opportunities.crm.imports.mapping.MappingReader;
import io.opportunities.crm.imports.upload.ImportSettings;
import io.opportunities.crm.property.PropertyService;
import io.opportunities.identity.Caller;
import io.opportunities.search.Conditions;
import io.opportunities.search.PageReader;
import io.opportunities.search.RecordType;
import io.opportunities.search.page.Page;
import io.opportunities.search.page.PageQuery;
import io.opportunities.web.IfMatch;
import io.opportunities.web.VersionedResponse;
import io.opportunities.web.error.ApiException;
import io.opportunities.web.error.Violation;
import io.opportunities.web.error.Violations;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Set;
import java.util.function.BiConsumer;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** Receives imports, changes their mapping, and moves them from state to state. Workers do the rest. */
@Service
@Transactional(readOnly = true)
public class ImportService {

    private static final int MAX_WORKING = 20;
    private static final int MAX_MAPPINGS = 100;

    private final ImportRepository imports;
    private final PropertyService properties;
    private final PageReader listing;
    private final ImportSettings settings;
    private final InstantSource time;

    ImportService(ImportRepository imports, PropertyService properties, PageReader listing, ImportSettings settings,
            InstantSource time) {
        this.imports = imports;
        this.properties = properties;
        this.listing = listing;
        this.settings = settings;
        this.time = time;
    }

    /** Creates an import with the last mapping of files of the same shape, or else a proposal. */
    @Transactional
    VersionedResponse<ImportResponse> create(FileContent content, UploadQuery sent) {
        Mapping mapping = imports.mappingOf(Caller.current().companyId(), content.shape())
                .map(new MappingColumn()::convertToEntityAttribute).orElseGet(() -> content.proposal(customKeys()));
        return toResponse(imports.saveAndFlush(
                new FileImport(content, sent.name().orElse(null), mapping, Caller.current().userId(), time.instant())));
    }

    Page<ImportResponse> list(PageQuery query) {
        return listing.page(FileImport.class, new Conditions(), query, FileImport::id)
                .map(page -> page.stream().map(each -> each.response(problems(each))).toList());
    }

    VersionedResponse<ImportResponse> byId(long id) {
        return toResponse(imports.findById(id).orElseThrow(() -> notFound(id)));
    }

    /** @throws ApiException with all violations; 404; 409 if the import is worked on or done; 412 if it has another version */
    @Transactional
    VersionedResponse<ImportResponse> change(long id, ImportRequest request, IfMatch ifMatch, Violations violations) {
        FileImport imported = findForUpdate(id);
        ifMatch.check(imported.version());
        Mapping mapping = request.mapping().toOptional()
                .map(sent -> new MappingReader(customKeys(), violations).read(sent.toSent(), imported.format().knownColumns()))
                .orElse(imported.mapping());
        ImportOptions options = imported.options().changed(request.options(violations));
        violations.rejectIfAny();
        imported.change(mapping, options, time.instant());
        imports.saveMapping(Caller.current().companyId(), FileContent.shape(imported.format()),
                new MappingColumn().convertToDatabaseColumn(mapping));
        imports.removeMappings(Caller.current().companyId(), MAX_MAPPINGS);
        imports.flush();
        return toResponse(imported);
    }

    /** @throws ApiException 400 if the mapping lacks a required member; 404; 409 if the state does not allow it */
    @Transactional
    ImportResponse plan(long id) {
        return move(id, (imported, now) -> {
            Violations violations = new Violations();
            new MappingReader(customKeys(), violations).checkComplete(imported.mapping());
            violations.rejectIfAny();
            imported.plan(now);
        });
    }

    /** @throws ApiException 404; 409 if the fingerprint is not that of the plan */
    @Transactional
    ImportResponse commit(long id, CommitRequest request) {
        return move(id, (imported, now) -> imported.commit(request.fingerprint().or(""), now));
    }

    @Transactional
    ImportResponse cancel(long id) {
        return move(id, FileImport::cancel);
    }

    /** @throws ApiException 404; 409 if the state does not allow it, or rows have expired */
    @Transactional
    ImportResponse undo(long id) {
        return move(id, (imported, now) -> imported.undo(settings.importRetention(), now));
    }

    /** Returns the line before which rows are shown. */
    public long shownBefore(long id) {
        return imports.findById(id).orElseThrow(() -> notFound(id)).shownBefore();
    }

    private ImportResponse move(long id, BiConsumer<FileImport, Instant> command) {
        FileImport imported = findForUpdate(id);
        boolean was = imported.isWorking();
        command.accept(imported, time.instant());
        imports.flush();
        if (!was && imported.isWorking() && imports.countWorking() > MAX_WORKING) {
            throw ApiException.conflict("a company has at most %d imports in progress: wait for one to end".formatted(MAX_WORKING));
        }
        return imported.response(problems(imported));
    }

    private List<String> problems(FileImport imported) {
        Violations violations = new Violations();
        new MappingReader(customKeys(), violations).checkComplete(imported.mapping());
        return violations.all().stream().map(Violation::message).toList();
    }

    private Set<String> customKeys() {
        return properties.keyNames(RecordType.OPPORTUNITY);
    }

    private FileImport findForUpdate(long id) {
        return imports.findForUpdate(id).orElseThrow(() -> notFound(id));
    }

    private VersionedResponse<ImportResponse> toResponse(FileImport imported) {
        return new VersionedResponse<>(imported.response(problems(imported)), imported.version());
    }

    private static ApiException notFound(long id) {
        return ApiException.notFound("import", id);
    }
}
