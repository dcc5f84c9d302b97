package io.opportunities.crm.imports.file;

import java.util.ArrayList;
import java.util.List;

/**
 * Splits a row into cells. A quoted cell may contain separators, line breaks and doubled quotes; a quote within an unquoted cell is a
 * character like any other.
 */
final class CellSplitter {

    /** The end of a row, or the reason for the lack of one. */
    enum State {
        COMPLETE, OPEN_QUOTE, TEXT_AFTER_QUOTE, TOO_MANY_CELLS
    }

    static final int MAX_CELLS = 1_000;

    private final char separator;
    private final List<String> cells = new ArrayList<>();
    private final StringBuilder cell = new StringBuilder();
    private boolean quoted;
    private boolean closed;

    CellSplitter(char separator) {
        this.separator = separator;
    }

    /** Adds a line to the row. The row goes on with the next line while a quote is open. */
    State add(String line) {
        if (quoted) {
            cell.append('\n');
        }
        for (int i = 0; i < line.length(); i++) {
            char c = line.charAt(i);
            if (quoted) {
                i = inQuotes(line, i);
            } else if (c == separator) {
                endCell();
            } else if (closed && c != ' ') {
                return State.TEXT_AFTER_QUOTE;
            } else if (c == '"' && isBlank()) {
                cell.setLength(0);
                quoted = true;
            } else if (!closed) {
                cell.append(c);
            }
            if (cells.size() >= MAX_CELLS) {
                return State.TOO_MANY_CELLS;
            }
        }
        if (quoted) {
            return State.OPEN_QUOTE;
        }
        endCell();
        return State.COMPLETE;
    }

    private int inQuotes(String line, int at) {
        if (line.charAt(at) != '"') {
            cell.append(line.charAt(at));
            return at;
        }
        if (at + 1 < line.length() && line.charAt(at + 1) == '"') {
            cell.append('"');
            return at + 1;
        }
        quoted = false;
        closed = true;
        return at;
    }

    private boolean isBlank() {
        for (int i = 0; i < cell.length(); i++) {
            if (cell.charAt(i) != ' ') {
                return false;
            }
        }
        return !closed;
    }

    private void endCell() {
        cells.add(cell.toString());
        cell.setLength(0);
        closed = false;
    }

    List<String> cells() {
        return cells;
    }
}
