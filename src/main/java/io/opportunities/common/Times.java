package io.opportunities.common;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Optional;

/** Reads points in time as clients write them. */
public final class Times {

    /** What is said where a text is none. */
    public static final String RULE = "must be a time such as 2026-11-23T19:08:06Z, or a date such as 2026-11-23";

    private Times() {}

    /**
     * An instant, or the beginning of a day in UTC. A {@code +} that came unencoded in a URL, where it means a space, is understood.
     *
     * @see <a href="https://www.rfc-editor.org/rfc/rfc3339">RFC 3339</a>
     */
    public static Optional<Instant> parse(String text) {
        try {
            Instant time = text.length() <= "2026-11-23".length()
                    ? LocalDate.parse(text).atStartOfDay(ZoneOffset.UTC).toInstant()
                    : OffsetDateTime.parse(text.replace(' ', '+')).toInstant();
            return isStorable(time) ? Optional.of(time) : Optional.empty();
        } catch (DateTimeException notATime) {
            return Optional.empty();
        }
    }

    /** PostgreSQL keeps times of the years 4713 BC to 294276. */
    private static boolean isStorable(Instant time) {
        int year = time.atOffset(ZoneOffset.UTC).getYear();
        return year >= 0 && year <= 9999;
    }
}
