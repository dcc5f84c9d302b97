package io.opportunities.crm.property.value;

import io.opportunities.common.contact.EmailAddress;
import io.opportunities.common.contact.PhoneNumbers;
import io.opportunities.common.Text;
import io.opportunities.common.Times;
import io.opportunities.search.FieldType;
import io.opportunities.web.error.Violation.Code;
import io.opportunities.web.error.Violations;
import io.opportunities.web.json.JsonValues;
import java.math.BigDecimal;
import java.net.URI;
import java.net.URISyntaxException;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * The type of a custom value. Each type reads one value as it is stored: text, a decimal or a flag. Null means invalid, with a violation.
 */
public enum PropertyType {

    TEXT(FieldType.INDEXED_TEXT) {
        @Override
        @Nullable
        Object read(String field, JsonNode node, Rules rules, Violations violations) {
            return text(field, node, MAX_TEXT_LENGTH, violations);
        }
    },
    NUMERIC(FieldType.INDEXED_NUMBER) {
        @Override
        @Nullable
        Object read(String field, JsonNode node, Rules rules, Violations violations) {
            BigDecimal number = JsonValues.number(field, node, violations);
            if (number != null && (number.precision() - number.scale() > 15 || number.stripTrailingZeros().scale() > 15)) {
                violations.add(field, Code.OUT_OF_RANGE, "must have at most 15 digits before and after the decimal point");
                return null;
            }
            return number;
        }
    },
    CHECKBOX(FieldType.INDEXED_FLAG) {
        @Override
        @Nullable
        Object read(String field, JsonNode node, Rules rules, Violations violations) {
            return JsonValues.flag(field, node, violations);
        }
    },
    DATE(FieldType.INDEXED_DATE) {
        @Override
        @Nullable
        Object read(String field, JsonNode node, Rules rules, Violations violations) {
            String text = text(field, node, MAX_LINE_LENGTH, violations);
            Optional<LocalDate> date = Optional.ofNullable(text).flatMap(Times::parseDate);
            return date.isPresent() || text == null
                    ? date.map(LocalDate::toString).orElse(null)
                    : invalid(field, text, "a date such as 2026-11-23", violations);
        }
    },
    DATETIME(FieldType.INDEXED_TIME) {
        @Override
        @Nullable
        Object read(String field, JsonNode node, Rules rules, Violations violations) {
            String text = text(field, node, MAX_LINE_LENGTH, violations);
            Optional<Instant> time = Optional.ofNullable(text).flatMap(Times::parseWithOffset);
            return time.isPresent() || text == null
                    ? time.map(Times::format).orElse(null)
                    : invalid(field, text, "a time with its offset such as 2026-11-23T19:08:06Z", violations);
        }
    },
    DROPDOWN(FieldType.INDEXED_TEXT) {
        @Override
        @Nullable
        Object read(String field, JsonNode node, Rules rules, Violations violations) {
            String text = text(field, node, MAX_OPTION_LENGTH, violations);
            return text == null ? null : rules.option(field, text, violations);
        }
    },
    EMAIL(FieldType.INDEXED_TEXT) {
        @Override
        @Nullable
        Object read(String field, JsonNode node, Rules rules, Violations violations) {
            String text = text(field, node, MAX_EMAIL_LENGTH, violations);
            String address = text == null ? null : EmailAddress.withoutName(text);
            return address == null || rules.isEmail(address) ? address : invalid(field, text, "an e-mail address", violations);
        }
    },
    PHONE(FieldType.INDEXED_TEXT) {
        @Override
        @Nullable
        Object read(String field, JsonNode node, Rules rules, Violations violations) {
            String text = text(field, node, MAX_PHONE_LENGTH, violations);
            return text == null || PhoneNumbers.isPhone(text)
                    ? text
                    : invalid(field, text, "a phone number with at least three digits", violations);
        }
    },
    URL(FieldType.INDEXED_TEXT) {
        @Override
        @Nullable
        Object read(String field, JsonNode node, Rules rules, Violations violations) {
            String text = text(field, node, MAX_URL_LENGTH, violations);
            return text == null || isWebAddress(text) ? text : invalid(field, text, "an http or https URL", violations);
        }
    };

    private static final int MAX_TEXT_LENGTH = 10_000;
    private static final int MAX_LINE_LENGTH = 100;
    public static final int MAX_OPTION_LENGTH = 255;
    private static final int MAX_EMAIL_LENGTH = 254;
    private static final int MAX_PHONE_LENGTH = 50;
    private static final int MAX_URL_LENGTH = 2_048;
    /** An authority in which {@link URI} finds no host: with an internationalised name, or one with an underscore. */
    private static final Pattern OTHER_AUTHORITY = Pattern
            .compile("[\\p{L}\\p{M}\\p{N}_-]+(\\.[\\p{L}\\p{M}\\p{N}_-]+)*\\.?(:\\d{1,5})?");

    private final FieldType searchedAs;

    PropertyType(FieldType searchedAs) {
        this.searchedAs = searchedAs;
    }

    public FieldType searchedAs() {
        return searchedAs;
    }

    /** The rules for a value beside its own format. */
    interface Rules {

        /** Returns the option as defined, in any case. */
        @Nullable
        String option(String field, String label, Violations violations);

        boolean isEmail(String text);
    }

    abstract @Nullable Object read(String field, JsonNode node, Rules rules, Violations violations);

    private static @Nullable String text(String field, JsonNode node, int max, Violations violations) {
        String text = JsonValues.text(field, node, violations);
        if (text != null && Text.length(text) > max) {
            violations.add(field, Code.TOO_LONG, "must have at most %d characters; had %d".formatted(max, Text.length(text)));
            return null;
        }
        return text;
    }

    private static <T> @Nullable T invalid(String field, @Nullable String text, String right, Violations violations) {
        violations.add(field, Code.INVALID_FORMAT, "must be %s; was %s".formatted(right, Text.quote(String.valueOf(text))));
        return null;
    }

    private static boolean isWebAddress(String text) {
        try {
            URI uri = new URI(text);
            boolean named = uri.getHost() != null || uri.getAuthority() != null && OTHER_AUTHORITY.matcher(uri.getAuthority()).matches();
            return named && ("http".equalsIgnoreCase(uri.getScheme()) || "https".equalsIgnoreCase(uri.getScheme()));
        } catch (URISyntaxException notAUri) {
            return false;
        }
    }
}
