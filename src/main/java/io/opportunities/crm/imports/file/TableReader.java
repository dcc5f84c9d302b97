package io.opportunities.crm.imports.file;

import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Reads the rows of a table and names their cells by the columns of its header. A row with more or fewer cells is rejected. */
final class TableReader implements RowReader {

    /** With fewer, a line of text may have as many commas. */
    private static final int MIN_COLUMNS = 3;

    private final CellReader rows;
    private final List<String> columns;

    TableReader(CellReader rows, List<String> columns) {
        this.rows = rows;
        this.columns = columns;
    }

    @Override
    public @Nullable Row read() throws IOException {
        CellReader.Cells cells = rows.read();
        while (cells != null && cells.isBlank()) {
            cells = rows.read();
        }
        return cells == null ? null : named(cells);
    }

    private Row named(CellReader.Cells cells) {
        String wrong = cells.error() == null ? wrongLength(cells.cells()) : cells.error();
        if (wrong == null && hidesRow(cells.lines())) {
            wrong = "has lines within quotes that look like rows: close the quote, or double each quote within a quoted cell";
        }
        if (wrong != null) {
            CellReader.Cells rejected = cells.error() == null ? rows.rejected(cells, wrong) : cells;
            return Row.refused(rejected.start(), wrong, rejected.end());
        }
        Map<String, String> named = new LinkedHashMap<>();
        for (int i = 0; i < columns.size(); i++) {
            named.put(columns.get(i), cells.cells().get(i));
        }
        return new Row(cells.start(), named, null, cells.end());
    }

    /** Empty cells beyond the last column are left out, as spreadsheets write them. */
    private @Nullable String wrongLength(List<String> cells) {
        if (cells.size() < columns.size()) {
            return "has %d cells, fewer than the %d columns: add the missing ones, empty if there is nothing in them"
                    .formatted(cells.size(), columns.size());
        }
        boolean surplus = cells.stream().skip(columns.size()).anyMatch(cell -> !cell.isBlank());
        return surplus
                ? "has %d cells, more than the %d columns: quote cells that contain the separator, and name each column"
                        .formatted(cells.size(), columns.size())
                : null;
    }

    /** A quote that nothing closes ends at the next one, and the rows between would be in one cell. */
    private boolean hidesRow(List<Line> lines) {
        if (lines.size() == 1 || columns.size() < MIN_COLUMNS) {
            return false;
        }
        // a row whose first cell is quoted has a last line with as many cells
        boolean firstCell = rows.split(lines.getFirst()).isEmpty();
        return lines.subList(1, lines.size() - (firstCell ? 1 : 0)).stream().anyMatch(line -> rows.split(line).size() == columns.size());
    }
}
