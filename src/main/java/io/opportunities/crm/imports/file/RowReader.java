package io.opportunities.crm.imports.file;

import java.io.IOException;
import org.jspecify.annotations.Nullable;

/** Reads a file row by row, in bounded memory. */
public interface RowReader {

    /** Returns the next row, or null at the end. A row that cannot be read is returned with its error; rows without content are left out. */
    @Nullable
    Row read() throws IOException;
}
