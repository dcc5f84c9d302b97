package io.opportunities.crm.imports.file;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A row of a file.
 *
 * @param line the number of its first physical line
 * @param cells by the name of their column
 * @param error why it cannot be read and what to do, or null
 * @param end at which the next row begins
 */
public record Row(long line, Map<String, String> cells, @Nullable String error, Place end) {

    static Row refused(long line, String error, Place end) {
        return new Row(line, Map.of(), error, end);
    }

    boolean isEmpty() {
        return error == null && cells.values().stream().allMatch(String::isBlank);
    }

    /** Returns the cells that contain something. */
    public List<String> values() {
        return cells.values().stream().filter(cell -> !cell.isBlank()).toList();
    }
}
