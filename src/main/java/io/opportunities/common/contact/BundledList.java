package io.opportunities.common.contact;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Set;
import java.util.stream.Collectors;

/** A bundled list of values that people type where they have none, and that therefore name no one. */
final class BundledList {

    private BundledList() {}

    /** Returns the values of a list. Lines that begin with a hash sign and a space are comments. */
    static Set<String> of(String list) {
        try (InputStream text = BundledList.class.getResourceAsStream("/placeholders/" + list + ".txt")) {
            if (text == null) {
                throw new IllegalStateException("the list placeholders/" + list + ".txt is missing from the class path");
            }
            return new String(text.readAllBytes(), StandardCharsets.UTF_8).lines()
                    .filter(line -> !line.isBlank() && !line.startsWith("# ")).collect(Collectors.toUnmodifiableSet());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
