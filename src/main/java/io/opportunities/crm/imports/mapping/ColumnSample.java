package io.opportunities.crm.imports.mapping;

import io.opportunities.common.Text;
import io.opportunities.crm.imports.file.Row;
import java.util.List;

/**
 * A column as the first rows of a file show it.
 *
 * @param samples some different values, truncated
 * @param filled how many of the first rows have a value
 */
public record ColumnSample(String name, List<String> samples, int filled) {

    private static final int SAMPLES = 3;
    private static final int MAX_LENGTH = 100;

    /** @param rows the first rows of the file */
    public static List<ColumnSample> of(List<String> columns, List<Row> rows) {
        return columns.stream().map(name -> {
            List<String> values = rows.stream().map(row -> Text.trim(row.cells().getOrDefault(name, ""))).filter(value -> !value.isEmpty())
                    .toList();
            return new ColumnSample(name,
                    values.stream().distinct().limit(SAMPLES).map(value -> Text.printable(value, MAX_LENGTH)).toList(), values.size());
        }).toList();
    }
}
