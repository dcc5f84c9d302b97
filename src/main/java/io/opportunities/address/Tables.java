package io.opportunities.address;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.zip.GZIPInputStream;

/** Reads the tables of this package, which keep the rules of the postal service out of the code. */
final class Tables {

    private Tables() {}

    /** Returns the rows of a table, split at tabs. Lines that begin with a hash sign and a space are comments. */
    static List<String[]> rows(String name) {
        return text(name).lines().filter(line -> !line.startsWith("# ")).map(line -> line.split("\t", -1)).toList();
    }

    private static String text(String name) {
        try (InputStream raw = Tables.class.getResourceAsStream("/address/" + name)) {
            if (raw == null) {
                throw new IllegalStateException("the table address/" + name + " is missing from the class path");
            }
            InputStream plain = name.endsWith(".gz") ? new GZIPInputStream(raw) : raw;
            return new String(plain.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

}
