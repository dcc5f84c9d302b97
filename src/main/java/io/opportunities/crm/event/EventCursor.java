package io.opportunities.crm.event;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Base64;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A position in the log of events, right after an event. It names no replica, so it is valid on all of them and after a restart.
 *
 * @param sequence of that event
 * @param at time up to which the client has read: that of the answer at the end of the log, else that of the last change read
 */
record EventCursor(long sequence, Instant at) {

    private static final Pattern FORM = Pattern.compile("(\\d{1,18}) (\\d{1,14})");

    /** @return empty for any text but the output of {@link #toString} */
    static Optional<EventCursor> parse(String text) {
        try {
            Matcher parts = FORM.matcher(new String(Base64.getUrlDecoder().decode(text), StandardCharsets.UTF_8));
            return parts.matches()
                    ? Optional.of(new EventCursor(Long.parseLong(parts.group(1)), Instant.ofEpochMilli(Long.parseLong(parts.group(2)))))
                    : Optional.empty();
        } catch (IllegalArgumentException notOurs) {
            return Optional.empty();
        }
    }

    /** Returns the opaque form for URLs. */
    @Override
    public String toString() {
        return Base64.getUrlEncoder().withoutPadding()
                .encodeToString((sequence + " " + at.toEpochMilli()).getBytes(StandardCharsets.UTF_8));
    }
}
