package io.opportunities.search.page;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Base64;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A position in a list: right after a record, or right before one. Inserts and deletes do not move it, because ids never change.
 *
 * @param id of that record; null for the beginning of the list
 * @param backwards whether the page ends before the record, in place of beginning after it
 * @param syncUntil value from the first page of the walk
 */
public record Cursor(@Nullable Long id, boolean backwards, Optional<Instant> syncUntil) {

    public static final Cursor START = new Cursor(null, false, Optional.empty());

    private static final String AFTER = "after";
    private static final String BEFORE = "before";
    private static final Pattern PLACE = Pattern.compile("(after|before) (-?\\d+)(?: (\\d{1,14}))?");

    /** @return empty for any text but the output of {@link #toString}; a blank text is the beginning */
    public static Optional<Cursor> parse(String text) {
        if (text.isBlank()) {
            return Optional.of(START);
        }
        try {
            Matcher place = PLACE.matcher(new String(Base64.getUrlDecoder().decode(text), StandardCharsets.UTF_8));
            return place.matches()
                    ? Optional.of(new Cursor(Long.valueOf(place.group(2)), place.group(1).equals(BEFORE),
                            Optional.ofNullable(place.group(3)).map(Long::valueOf).map(Instant::ofEpochMilli)))
                    : Optional.empty();
        } catch (IllegalArgumentException notOurs) {
            return Optional.empty();
        }
    }

    /** Returns the opaque form for URLs. */
    @Override
    public String toString() {
        String place = id == null
                ? ""
                : (backwards ? BEFORE : AFTER) + " " + id
                        + syncUntil.map(until -> " " + until.toEpochMilli()).orElse("");
        return Base64.getUrlEncoder().withoutPadding().encodeToString(place.getBytes(StandardCharsets.UTF_8));
    }
}
