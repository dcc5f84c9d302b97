package io.opportunities.crm.imports.row;

import io.opportunities.search.page.Cursor;
import io.opportunities.search.page.Page;
import io.opportunities.search.page.PageQuery;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.function.Function;

/** All rows of an import as CSV, which is written page by page while it is read. */
record RowsFile(Page<ImportRowResponse> first, Function<PageQuery, Page<ImportRowResponse>> further) {

    private static final int PAGE_SIZE = 100;

    /** @param further reads a page */
    static RowsFile of(Function<PageQuery, Page<ImportRowResponse>> further) {
        return new RowsFile(further.apply(page(Cursor.START)), further);
    }

    private static PageQuery page(Cursor cursor) {
        return new PageQuery(1, PAGE_SIZE, false, Optional.of(cursor), false);
    }

    void writeTo(OutputStream out) throws IOException {
        out.write(ImportRowResponse.HEADER.getBytes(StandardCharsets.UTF_8));
        for (Page<ImportRowResponse> page = first;; page = further.apply(page(new Cursor(page.last(), false, Optional.empty())))) {
            for (ImportRowResponse row : page.items()) {
                out.write(row.toCsv().getBytes(StandardCharsets.UTF_8));
            }
            if (!page.more()) {
                return;
            }
        }
    }
}
