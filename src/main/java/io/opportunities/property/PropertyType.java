package io.opportunities.property;

import io.opportunities.common.JsonValue;
import io.opportunities.common.Text;
import io.opportunities.common.Times;
import io.opportunities.common.Violation.Code;
import io.opportunities.common.Violations;
import io.opportunities.listing.ValueType;
import java.math.BigDecimal;
import java.net.URI;
import java.net.URISyntaxException;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** What a custom value may be. Each type reads one value as it is stored: text, a decimal or a flag; null means wrong, and said so. */
enum PropertyType {

    TEXT(ValueType.INDEXED_TEXT) {
        @Override
        @Nullable
        Object read(String field, JsonNode node, Rules rules, Violations violations) {
            return text(field, node, LONGEST_TEXT, violations);
        }
    },
    NUMERIC(ValueType.INDEXED_NUMBER) {
        @Override
        @Nullable
        Object read(String field, JsonNode node, Rules rules, Violations violations) {
            BigDecimal number = JsonValue.number(field, node, violations);
            if (number != null && (number.precision() - number.scale() > 15 || number.stripTrailingZeros().scale() > 15)) {
                violations.add(field, Code.OUT_OF_RANGE, "must have at most 15 digits before and after the decimal point");
                return null;
            }
            return number;
        }
    },
    CHECKBOX(ValueType.INDEXED_FLAG) {
        @Override
        @Nullable
        Object read(String field, JsonNode node, Rules rules, Violations violations) {
            return JsonValue.flag(field, node, violations);
        }
    },
    DATE(ValueType.INDEXED_DATE) {
        @Override
        @Nullable
        Object read(String field, JsonNode node, Rules rules, Violations violations) {
            String text = text(field, node, LONGEST_LINE, violations);
            try {
                LocalDate date = text == null ? null : LocalDate.parse(text);
                return date == null || Times.hasFourDigits(date.getYear())
                        ? text
                        : invalid(field, text, "a date such as 2026-11-23", violations);
            } catch (DateTimeException notADate) {
                return invalid(field, text, "a date such as 2026-11-23", violations);
            }
        }
    },
    DATETIME(ValueType.INDEXED_TIME) {
        @Override
        @Nullable
        Object read(String field, JsonNode node, Rules rules, Violations violations) {
            String text = text(field, node, LONGEST_LINE, violations);
            try {
                OffsetDateTime time = text == null ? null : OffsetDateTime.parse(text).withOffsetSameInstant(ZoneOffset.UTC);
                if (time != null && !Times.hasFourDigits(time.getYear())) {
                    return invalid(field, text, "a time with its offset such as 2026-11-23T19:08:06Z", violations);
                }
                return time == null ? null : Times.format(time.toInstant());
            } catch (DateTimeException notATime) {
                return invalid(field, text, "a time with its offset such as 2026-11-23T19:08:06Z", violations);
            }
        }
    },
    DROPDOWN(ValueType.INDEXED_TEXT) {
        @Override
        @Nullable
        Object read(String field, JsonNode node, Rules rules, Violations violations) {
            String text = text(field, node, LONGEST_OPTION, violations);
            return text == null ? null : rules.option(field, text, violations);
        }
    },
    EMAIL(ValueType.INDEXED_TEXT) {
        @Override
        @Nullable
        Object read(String field, JsonNode node, Rules rules, Violations violations) {
            String text = text(field, node, LONGEST_EMAIL, violations);
            return text == null || rules.isEmail(text) ? text : invalid(field, text, "an e-mail address", violations);
        }
    },
    PHONE(ValueType.INDEXED_TEXT) {
        @Override
        @Nullable
        Object read(String field, JsonNode node, Rules rules, Violations violations) {
            String text = text(field, node, LONGEST_PHONE, violations);
            return text == null || rules.isPhone(text)
                    ? text
                    : invalid(field, text, "a phone number with at least three digits", violations);
        }
    },
    URL(ValueType.INDEXED_TEXT) {
        @Override
        @Nullable
        Object read(String field, JsonNode node, Rules rules, Violations violations) {
            String text = text(field, node, LONGEST_URL, violations);
            return text == null || isWebAddress(text) ? text : invalid(field, text, "an http or https URL", violations);
        }
    };

    private static final int LONGEST_TEXT = 10_000;
    private static final int LONGEST_LINE = 100;
    static final int LONGEST_OPTION = 255;
    private static final int LONGEST_EMAIL = 254;
    private static final int LONGEST_PHONE = 50;
    private static final int LONGEST_URL = 2_048;

    private final ValueType searchedAs;

    PropertyType(ValueType searchedAs) {
        this.searchedAs = searchedAs;
    }

    ValueType searchedAs() {
        return searchedAs;
    }

    /** What a value is held against beside its own form. */
    interface Rules {

        /** The option as it is defined, whatever the case it came in. */
        @Nullable
        String option(String field, String label, Violations violations);

        boolean isEmail(String text);

        boolean isPhone(String text);
    }

    abstract @Nullable Object read(String field, JsonNode node, Rules rules, Violations violations);

    private static @Nullable String text(String field, JsonNode node, int most, Violations violations) {
        String text = JsonValue.text(field, node, violations);
        if (text != null && Text.length(text) > most) {
            violations.add(field, Code.TOO_LONG, "must have at most %d characters; had %d".formatted(most, Text.length(text)));
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
            return uri.getHost() != null && List.of("http", "https").contains(String.valueOf(uri.getScheme()));
        } catch (URISyntaxException notAUri) {
            return false;
        }
    }
}
