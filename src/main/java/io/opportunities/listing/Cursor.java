package io.opportunities.listing;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A place in a list: right after a record, or right before one. It holds whatever else comes or goes, as ids never change.
 *
 * @param id of that record; null for the beginning of the list
 * @param backwards whether the page ends before the record, in place of beginning after it
 */
record Cursor(@Nullable Long id, boolean backwards) {

    static final Cursor START = new Cursor(null, false);

    private static final String AFTER = "after ";
    private static final String BEFORE = "before ";

    static Cursor after(long id) {
        return new Cursor(id, false);
    }

    /** @return empty unless it is a text that {@link #toString} made; a blank one is the beginning */
    static Optional<Cursor> parse(String text) {
        if (text.isBlank()) {
            return Optional.of(START);
        }
        try {
            String place = new String(Base64.getUrlDecoder().decode(text), StandardCharsets.UTF_8);
            boolean backwards = place.startsWith(BEFORE);
            return backwards || place.startsWith(AFTER)
                    ? Optional.of(new Cursor(Long.valueOf(place.substring(place.indexOf(' ') + 1)), backwards))
                    : Optional.empty();
        } catch (IllegalArgumentException notOurs) {
            return Optional.empty();
        }
    }

    /** As it stands in a URL: clients hand it back and read nothing into it. */
    @Override
    public String toString() {
        String place = id == null ? "" : (backwards ? BEFORE : AFTER) + id;
        return Base64.getUrlEncoder().withoutPadding().encodeToString(place.getBytes(StandardCharsets.UTF_8));
    }
}
