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

/** Parses times of clients, and formats times for responses. */
public final class Times {

    /** The violation message for an invalid time. */
    public static final String RULE = "must be a time such as 2026-11-23T19:08:06Z, or a date such as 2026-11-23";

    private static final DateTimeFormatter MILLISECONDS = new DateTimeFormatterBuilder().appendInstant(3).toFormatter(Locale.ROOT);

    private Times() {}

    /** Returns ISO 8601 in UTC, always with milliseconds; finer digits are cut off. */
    public static String format(Instant time) {
        return MILLISECONDS.format(time);
    }

    /**
     * Parses an instant, or the beginning of a day in UTC. It accepts an unencoded {@code +}, which means a space in a URL.
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

    /** Returns whether the year has four digits: PostgreSQL can store it, and text and time have the same order. */
    private static boolean isStorable(Instant time) {
        return hasFourDigits(time.atOffset(ZoneOffset.UTC).getYear());
    }

    /** Returns whether a year has four digits and no sign. */
    public static boolean hasFourDigits(int year) {
        return year >= 0 && year <= 9999;
    }
}
