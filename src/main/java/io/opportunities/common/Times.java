package io.opportunities.common;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;
import java.util.Locale;
import java.util.Optional;

/** Reads points in time as clients write them, and writes them as they are answered. */
public final class Times {

    /** What is said where a text is none. */
    public static final String RULE = "must be a time such as 2026-11-23T19:08:06Z, or a date such as 2026-11-23";

    private static final DateTimeFormatter MILLISECONDS = new DateTimeFormatterBuilder().appendInstant(3).toFormatter(Locale.ROOT);

    private Times() {}

    /** ISO 8601 in UTC, always with three digits of a second; what is finer is cut off. */
    public static String format(Instant time) {
        return MILLISECONDS.format(time);
    }

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

    /** Years of four digits: what PostgreSQL can keep, and what sorts alike as text and as time. */
    private static boolean isStorable(Instant time) {
        return hasFourDigits(time.atOffset(ZoneOffset.UTC).getYear());
    }

    /** Whether a year is written with four digits and no sign. */
    public static boolean hasFourDigits(int year) {
        return year >= 0 && year <= 9999;
    }
}
