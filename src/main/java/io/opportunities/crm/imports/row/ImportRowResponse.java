package io.opportunities.crm.imports.row;

import io.opportunities.crm.changelog.field.FieldChange;
import io.opportunities.crm.imports.job.store.RowError;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The outcome of a row in JSON.
 *
 * @param line of the file, from 1
 * @param recordId of the opportunity that it created or matched; null in a plan that would create one
 * @param changes of a matched record
 * @param kept what an undoing left as it is, because it was changed since
 */
record ImportRowResponse(long line, String outcome, @Nullable Long recordId, List<RowError> errors, List<FieldChange> changes,
        List<String> kept) {

    static final String HEADER = "line,outcome,recordId,errors,changes,kept\r\n";

    String toCsv() {
        return "%d,%s,%s,%s,%s,%s\r\n".formatted(line, outcome, recordId == null ? "" : recordId.toString(),
                cell(errors.stream().map(RowError::message).toList()),
                cell(changes.stream().map(change -> change.field() + ": " + text(change.from()) + " -> " + text(change.to())).toList()),
                cell(kept));
    }

    private static String text(@Nullable Object value) {
        return value == null ? "" : value.toString();
    }

    /** A spreadsheet takes a cell that begins with one of these signs for a formula, even in quotes. */
    private static String cell(List<String> lines) {
        String text = String.join("\n", lines);
        String safe = text.matches("(?s)[=+\\-@\\t\\r].*") ? "'" + text : text;
        return '"' + safe.replace("\"", "\"\"") + '"';
    }
}
