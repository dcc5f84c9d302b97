package io.opportunities.crm.imports.job.store;

import io.opportunities.web.error.ErrorBody;
import java.util.List;

/**
 * Why a row failed.
 *
 * @param field the member at fault; empty if it is the row as a whole
 * @param code for programmatic handling, as in other errors
 */
public record RowError(String field, String code, String message) {

    static List<RowError> of(ErrorBody error) {
        return error.errors().isEmpty()
                ? List.of(new RowError("", error.code().name(), error.message()))
                : error.errors().stream().map(each -> new RowError(each.field(), each.code().name(), each.message())).toList();
    }

    /** An error of the row in its file. */
    public static List<RowError> inFile(long line, String reason) {
        return List.of(new RowError("", "INVALID_FORMAT", "line %d %s".formatted(line, reason)));
    }
}
