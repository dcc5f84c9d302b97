package io.opportunities.crm.imports.file;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A row of a file.
 *
 * @param start at which its first physical line begins
 * @param cells by the name of their column
 * @param error why it cannot be read and what to do, or null
 * @param end at which the next row begins
 */
public record Row(Place start, Map<String, String> cells, @Nullable String error, Place end) {

    static Row refused(Place start, String error, Place end) {
        return new Row(start, Map.of(), error, end);
    }

    /** Returns the number of its first physical line. */
    public long line() {
        return start.line();
    }
}
