package io.opportunities.crm.imports.mapping;

import io.opportunities.common.Text;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.regex.Pattern;

/** Reads the tables of this package, which keep the columns of known exports out of the code. */
final class Tables {

    private static final Pattern IGNORED = Pattern.compile("[^\\p{L}\\p{N}]+");
    private static final Pattern REPEATED = Pattern.compile(" \\(\\d+\\)$");

    private Tables() {}

    /** Returns the rows of a table, split at tabs. Lines that begin with a hash sign and a space are comments. */
    static List<String[]> rows(String name) {
        try (InputStream text = Tables.class.getResourceAsStream("/imports/" + name)) {
            if (text == null) {
                throw new IllegalStateException("the table imports/" + name + " is missing from the class path");
            }
            return new String(text.readAllBytes(), StandardCharsets.UTF_8).lines().filter(line -> !line.startsWith("# "))
                    .map(line -> line.split("\t", -1)).toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Returns the form in which names of columns are compared. */
    static String key(String column) {
        return IGNORED.matcher(Text.fold(REPEATED.matcher(column).replaceFirst(""))).replaceAll("");
    }
}
