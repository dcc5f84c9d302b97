package io.opportunities.crm.imports.file;

import java.io.IOException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Reads rows of cells from lines. After a row with a misplaced quote it continues with the next line, so a quote that nothing closes costs
 * one row and not the rest of the file.
 */
final class CellReader {

    static final int MAX_LINES = 500;

    private final LineReader lines;
    private final char separator;
    /** Lines of a rejected row, to be read again. */
    private final Deque<Line> returned = new ArrayDeque<>();

    CellReader(LineReader lines, char separator) {
        this.lines = lines;
        this.separator = separator;
    }

    /**
     * The cells of a row.
     *
     * @param lines its physical lines
     * @param error why it has no cells, or null
     */
    record Cells(List<Line> lines, List<String> cells, @Nullable String error) {

        Place start() {
            return lines.getFirst().start();
        }

        /** Returns at which the next row begins. */
        Place end() {
            return error == null ? lines.getLast().end() : lines.getFirst().end();
        }

        boolean isBlank() {
            return error == null && cells.stream().allMatch(String::isBlank);
        }
    }

    @Nullable
    Cells read() throws IOException {
        Line first = nextLine();
        if (first == null) {
            return null;
        }
        List<Line> row = new ArrayList<>(List.of(first));
        if (first.error() != null) {
            return rejected(row, first.error());
        }
        CellSplitter splitter = new CellSplitter(separator);
        CellSplitter.State state = splitter.add(first.text());
        int length = first.text().length();
        while (state == CellSplitter.State.OPEN_QUOTE) {
            Line next = row.size() < MAX_LINES && length < LineReader.MAX_BYTES ? nextLine() : null;
            if (next == null) {
                break;
            }
            row.add(next);
            length += next.text().length();
            state = next.error() == null ? splitter.add(next.text()) : CellSplitter.State.TEXT_AFTER_QUOTE;
        }
        return state == CellSplitter.State.COMPLETE ? new Cells(row, splitter.cells(), null) : rejected(row, reason(state));
    }

    /** Returns the cells that a line has by itself, up to one that goes on with the next line. */
    List<String> split(Line line) {
        CellSplitter splitter = new CellSplitter(separator);
        splitter.add(line.text());
        return splitter.cells();
    }

    private static String reason(CellSplitter.State state) {
        return switch (state) {
            case OPEN_QUOTE, COMPLETE -> "opens a quote that is not closed: close it, or double each quote within a quoted cell";
            case TEXT_AFTER_QUOTE -> "has text behind a closing quote: double each quote within a quoted cell";
            case TOO_MANY_CELLS -> "has more than %d cells".formatted(CellSplitter.MAX_CELLS);
        };
    }

    /** Rejects a row: its further lines are read again, as rows. */
    Cells rejected(Cells row, String reason) {
        return rejected(row.lines(), reason);
    }

    private Cells rejected(List<Line> row, String reason) {
        for (Line line : row.subList(1, row.size()).reversed()) {
            returned.addFirst(line);
        }
        return new Cells(row.subList(0, 1), List.of(), reason);
    }

    private @Nullable Line nextLine() throws IOException {
        return returned.isEmpty() ? lines.read() : returned.removeFirst();
    }
}
