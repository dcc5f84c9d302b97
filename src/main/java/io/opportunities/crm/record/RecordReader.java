package io.opportunities.crm.record;

import io.opportunities.crm.changelog.ChangeResponse;
import io.opportunities.crm.changelog.Changelog;
import io.opportunities.search.Conditions;
import io.opportunities.search.PageReader;
import io.opportunities.search.RecordFilter;
import io.opportunities.search.member.SearchQuery;
import io.opportunities.search.member.SearchTranslator;
import io.opportunities.search.page.Page;
import io.opportunities.search.page.PageQuery;
import io.opportunities.web.VersionedResponse;
import io.opportunities.web.error.ApiException;
import io.opportunities.web.error.Violations;
import java.util.Optional;
import org.springframework.transaction.annotation.Transactional;

/** Reads the records of one type: one, a list or a search, and the changes of one. */
@Transactional(readOnly = true)
public abstract class RecordReader<R extends RecordEntity<?>, A> {

    private final Class<R> entity;
    private final RecordRepository<R> records;
    private final RecordSearchFields fields;
    private final RecordPresenter<R, A> presenter;
    private final PageReader pages;
    private final Changelog changelog;

    protected RecordReader(Class<R> entity, RecordRepository<R> records, RecordSearchFields fields, RecordPresenter<R, A> presenter,
            PageReader pages, Changelog changelog) {
        this.entity = entity;
        this.records = records;
        this.fields = fields;
        this.presenter = presenter;
        this.pages = pages;
        this.changelog = changelog;
    }

    public Page<A> list(RecordFilter filter, PageQuery query) {
        return list(filter, query, presenter);
    }

    protected final Page<A> list(RecordFilter filter, PageQuery query, RecordPresenter<R, A> by) {
        return page(filter.conditions(fields.recordType()), query, by);
    }

    /** @throws ApiException with all violations of the search */
    public Page<A> search(SearchQuery query, Violations violations) {
        Conditions where = new SearchTranslator(fields.recordType(), fields.all(), fields.notSearchable(), violations).conditions(query);
        violations.rejectIfAny();
        return page(where, query.page(), presenter);
    }

    /** Returns the record with an id. The id of a merged record names the one that it was merged into, unless archived ones are included. */
    public VersionedResponse<A> byId(long id, boolean includeArchived) {
        return byId(id, includeArchived, presenter);
    }

    protected final VersionedResponse<A> byId(long id, boolean includeArchived, RecordPresenter<R, A> by) {
        Optional<VersionedResponse<A>> own = records.find(id, includeArchived).map(by::toResponse);
        return own.or(() -> records.mergedInto(id)
                .flatMap(into -> records.find(into, false).map(target -> by.toResponse(target).mergedInto(into))))
                .orElseThrow(() -> notFound(id));
    }

    public Page<ChangeResponse> changes(long id, boolean includeArchived, PageQuery query) {
        if (!records.exists(id, includeArchived)) {
            throw notFound(id);
        }
        return changelog.of(fields.recordType(), id, query);
    }

    private Page<A> page(Conditions where, PageQuery query, RecordPresenter<R, A> by) {
        return pages.page(entity, where, query, RecordEntity::id).map(by::toResponses);
    }

    private ApiException notFound(long id) {
        return ApiException.notFound(fields.recordType().wireName(), id);
    }
}
