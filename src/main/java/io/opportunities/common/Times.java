package io.opportunities.common;

import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;
import java.time.temporal.ChronoUnit;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Parses times and durations of clients, and formats times for responses. */
public final class Times {

    /** The violation message for an invalid time. */
    public static final String RULE = "must be a time such as 2026-11-23T19:08:06Z, or a date such as 2026-11-23";

    /** The violation message for an invalid duration. */
    public static final String DURATION_RULE = "must be a duration such as 90d, 12h, 30m, 45s or 2w, of at most 36500d";

    private static final Pattern DURATION = Pattern.compile("(\\d{1,10})([smhdw])");
    private static final Map<String, ChronoUnit> UNITS = Map.of("s", ChronoUnit.SECONDS, "m", ChronoUnit.MINUTES, "h", ChronoUnit.HOURS,
            "d",
            ChronoUnit.DAYS, "w", ChronoUnit.WEEKS);
    private static final Duration MAX_DURATION = Duration.ofDays(36_500);

    /** A time whose offset has no colon, or no minutes. */
    private static final Pattern SHORT_OFFSET = Pattern
            .compile("(.+[Tt]\\d{2}:\\d{2}(?::\\d{2}(?:\\.\\d{1,9})?)?)([+-]\\d{2})(\\d{2})?");
    private static final Pattern MIDNIGHT = Pattern
            .compile("(?i)[T ]00:00(:00(\\.0{1,9})?)?(Z|[+-](0\\d|1[0-7])(:?[0-5]\\d)?)?");
    private static final int DATE_LENGTH = "2026-11-23".length();

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
        return text.length() <= DATE_LENGTH
                ? parseDate(text).map(date -> date.atStartOfDay(ZoneOffset.UTC).toInstant())
                : parseWithOffset(text.replace(' ', '+'));
    }

    /** Parses a time with its offset, with or without a colon in it. */
    public static Optional<Instant> parseWithOffset(String text) {
        try {
            Matcher offset = SHORT_OFFSET.matcher(text);
            String standard = offset.matches()
                    ? offset.group(1) + offset.group(2) + ":" + Objects.requireNonNullElse(offset.group(3), "00")
                    : text;
            return Optional.of(OffsetDateTime.parse(standard).toInstant()).filter(Times::isStorable);
        } catch (DateTimeException notATime) {
            return Optional.empty();
        }
    }

    /** Parses a duration in one unit, of at least a second and at most a hundred years. */
    public static Optional<Duration> parseDuration(String text) {
        Matcher duration = DURATION.matcher(text);
        if (!duration.matches()) {
            return Optional.empty();
        }
        ChronoUnit unit = Objects.requireNonNull(UNITS.get(duration.group(2)));
        return Optional.of(unit.getDuration().multipliedBy(Long.parseLong(duration.group(1))))
                .filter(parsed -> parsed.isPositive() && parsed.compareTo(MAX_DURATION) <= 0);
    }

    /** Parses a date, also with midnight as its time. */
    public static Optional<LocalDate> parseDate(String text) {
        boolean timed = text.length() > DATE_LENGTH && MIDNIGHT.matcher(text.substring(DATE_LENGTH)).matches();
        try {
            return Optional.of(LocalDate.parse(timed ? text.substring(0, DATE_LENGTH) : text))
                    .filter(date -> hasFourDigits(date.getYear()));
        } catch (DateTimeException notADate) {
            return Optional.empty();
        }
    }

    /** Returns whether the year has four digits: PostgreSQL can store it, and text and time have the same order. */
    private static boolean isStorable(Instant time) {
        return hasFourDigits(time.atOffset(ZoneOffset.UTC).getYear());
    }

    private static boolean hasFourDigits(int year) {
        return year >= 0 && year <= 9999;
    }
}
