package io.opportunities.crm.imports.row;

import io.opportunities.crm.imports.ImportService;
import io.opportunities.search.Conditions;
import io.opportunities.search.PageReader;
import io.opportunities.search.page.Page;
import io.opportunities.web.error.ApiException;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** Reads what became of the rows of an import. */
@Service
@Transactional(readOnly = true)
class ImportRowReader {

    private final ImportService imports;
    private final PageReader listing;

    ImportRowReader(ImportService imports, PageReader listing) {
        this.imports = imports;
        this.listing = listing;
    }

    /** @throws ApiException 404 */
    Page<ImportRowResponse> page(long id, RowQuery query) {
        Conditions where = new Conditions().and("r.importId = :value", id).and("r.shown is not null")
                .and("r.line < :value", imports.shownBefore(id));
        query.outcome().ifPresent(outcome -> where.and("r.shown = :value", outcome));
        return listing.page(ImportRow.class, "line", where, query.page(), ImportRow::line)
                .map(page -> page.stream().map(ImportRow::response).toList());
    }
}
