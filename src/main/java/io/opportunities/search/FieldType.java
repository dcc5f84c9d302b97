package io.opportunities.search;

import io.opportunities.common.Text;
import io.opportunities.common.Times;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The type of a search field: its operators, and the conversion of a client's text. */
public enum FieldType {

    /** Compared without case, in the order of code points. */
    TEXT("a text", EnumSet.allOf(Operator.class)) {
        @Override
        public Optional<Object> parse(String text) {
            return Optional.of(Text.trim(text));
        }
    },

    /** A phone number: a text that also contains its digits in any other grouping. */
    PHONE("a phone number", EnumSet.allOf(Operator.class)) {
        @Override
        public Optional<Object> parse(String text) {
            return TEXT.parse(text);
        }
    },

    /** A text among the values of a record, which are words in the index of documents, as those of the next types are. */
    INDEXED_TEXT("a text", Operator.allBut(Operator.EXISTS)) {
        @Override
        public Optional<Object> parse(String text) {
            return Optional.of(Text.trim(text));
        }
    },

    INDEXED_DATE("a date such as 2026-11-23", Operator.allBut(Operator.EXISTS, Operator.CONTAINS)) {
        @Override
        public Optional<Object> parse(String text) {
            return Times.parseDate(Text.trim(text)).map(LocalDate::toString);
        }
    },

    INDEXED_TIME("a time such as 2026-11-23T19:08:06Z, or a date", Operator.allBut(Operator.EXISTS, Operator.CONTAINS)) {
        @Override
        public Optional<Object> parse(String text) {
            return Times.parse(Text.trim(text)).map(Times::format);
        }
    },

    INDEXED_FLAG("true or false", EnumSet.of(Operator.EQ, Operator.NEQ, Operator.IN, Operator.NIN)) {
        @Override
        public Optional<Object> parse(String text) {
            return flag(text).map(String::valueOf);
        }
    },

    INTEGER("an integer", Operator.allBut(Operator.CONTAINS)) {
        @Override
        public Optional<Object> parse(String text) {
            try {
                return Optional.of(Long.valueOf(Text.trim(text)));
            } catch (NumberFormatException notAnInteger) {
                return Optional.empty();
            }
        }
    },

    NUMBER("a number", Operator.allBut(Operator.CONTAINS)) {
        @Override
        public Optional<Object> parse(String text) {
            String number = Text.trim(text);
            return number.length() <= MAX_NUMBER_LENGTH && number.matches("[+-]?\\d++(\\.\\d++)?")
                    ? Optional.of(new BigDecimal(number))
                    : Optional.empty();
        }
    },

    INDEXED_NUMBER("a number", Operator.allBut(Operator.EXISTS, Operator.CONTAINS)) {
        @Override
        public Optional<Object> parse(String text) {
            return NUMBER.parse(text);
        }
    },

    FLAG("true or false", EnumSet.of(Operator.EQ, Operator.NEQ, Operator.IN, Operator.NIN, Operator.EXISTS)) {
        @Override
        public Optional<Object> parse(String text) {
            return flag(text).map(given -> given);
        }
    },

    TIME("a time such as 2026-11-23T19:08:06Z, or a date", Operator.allBut(Operator.CONTAINS)) {
        @Override
        public Optional<Object> parse(String text) {
            return Times.parse(Text.trim(text)).map((Instant time) -> time);
        }
    };

    private static final int MAX_NUMBER_LENGTH = 40;

    private final String description;
    private final Set<Operator> operators;

    FieldType(String description, Set<Operator> operators) {
        this.description = description;
        this.operators = operators;
    }

    /** @return empty if the text is no value of this type */
    public abstract Optional<Object> parse(String text);

    /** Returns the expected value, for a message. */
    String description() {
        return description;
    }

    public Set<Operator> operators() {
        return operators;
    }

    /** Returns whether two values may form a range. The order of texts is up to the database, so any two may. */
    @SuppressWarnings("unchecked")
    public boolean inOrder(Object from, Object to) {
        return this == TEXT || this == PHONE || this == INDEXED_TEXT || ((Comparable<Object>) from).compareTo(to) <= 0;
    }

    /** Returns whether it is a value among those of a record, which are words in the index of documents. */
    public boolean isValue() {
        return name().startsWith("INDEXED");
    }

    /** Returns whether the database compares the value without case. */
    public boolean folded() {
        return this == TEXT || this == PHONE || isValue() && this != INDEXED_NUMBER;
    }

    /** Returns how the index finds a range of values, null if it cannot. */
    @Nullable
    public Range range() {
        return switch (this) {
            case INDEXED_NUMBER -> Range.NUMBERS;
            case INDEXED_DATE, INDEXED_TIME -> Range.DAYS;
            default -> null;
        };
    }

    /**
     * A range of values in the index of documents.
     *
     * @param function of the schema for its query
     * @param lowest of all values
     * @param highest of all values
     */
    public record Range(String function, Object lowest, Object highest) {

        private static final Range NUMBERS = new Range("number_range_query", new BigDecimal("-1E+40"), new BigDecimal("1E+40"));
        private static final Range DAYS = new Range("day_range_query", "0000-00-00", "9999-99-99");
    }

    private static Optional<Boolean> flag(String text) {
        return switch (Text.fold(text)) {
            case "true" -> Optional.of(true);
            case "false" -> Optional.of(false);
            default -> Optional.empty();
        };
    }
}
