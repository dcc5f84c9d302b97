package io.opportunities.crm.imports.file;

import java.io.InputStream;
import java.util.List;

/**
 * How the rows of a file are read.
 *
 * @param separator of cells; not used for JSON
 * @param columns in the order of the file; for JSON those of the first rows
 * @param start at which the first row behind the header begins
 */
public record FileFormat(Kind kind, Encoding encoding, char separator, List<String> columns, Place start) {

    /** Of one row: cells by position, or members of a JSON object. */
    public enum Kind {
        TABLE, JSON
    }

    /**
     * Reads on at a place.
     *
     * @param bytes of the file, from that place on
     * @param from the start, or the end of a row
     */
    public RowReader open(InputStream bytes, Place from) {
        LineReader lines = new LineReader(bytes, encoding, from);
        return kind == Kind.JSON ? new JsonRowReader(lines) : new TableReader(new CellReader(lines, separator), columns);
    }

    /** Returns the names of the columns that rows may have; empty for JSON, whose rows may have others. */
    public List<String> knownColumns() {
        return kind == Kind.JSON ? List.of() : columns;
    }
}
