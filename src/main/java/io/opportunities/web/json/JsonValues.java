package io.opportunities.web.json;

import io.opportunities.common.Text;
import io.opportunities.web.error.Violation.Code;
import io.opportunities.web.error.Violations;
import java.math.BigDecimal;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** Reads one JSON value as the type of its member. Ids, numbers and flags may be strings. Null means invalid, with a violation. */
public final class JsonValues {

    private static final int NUMERIC_STRING = 40;
    /** Numbers with a larger scale are expensive to compute and of no use. */
    private static final int MAX_SCALE = 400;

    private JsonValues() {}

    /** Returns the trimmed text, which may be empty. */
    public static @Nullable String text(String field, JsonNode node, Violations violations) {
        if (!node.isString()) {
            return wrong(field, node, "must be a string", violations);
        }
        String text = Text.trim(node.stringValue());
        if (!Text.isStorable(text)) {
            violations.add(field, Code.INVALID_CHARACTERS,
                    "must not contain the NUL character or half of a surrogate pair; was " + Text.quote(text));
            return null;
        }
        return text;
    }

    public static @Nullable Boolean flag(String field, JsonNode node, Violations violations) {
        if (node.isBoolean()) {
            return node.booleanValue();
        }
        return switch (node.isString() ? Text.fold(node.stringValue()) : "") {
            case "true" -> true;
            case "false" -> false;
            default -> wrong(field, node, "must be true or false", violations);
        };
    }

    public static @Nullable Long id(String field, JsonNode node, Violations violations) {
        BigDecimal number = decimal(node);
        try {
            return number == null ? wrong(field, node, "must be an integer", violations) : Long.valueOf(number.longValueExact());
        } catch (ArithmeticException notALong) {
            return wrong(field, node, "must be an integer of at most 64 bits", violations);
        }
    }

    public static @Nullable BigDecimal number(String field, JsonNode node, Violations violations) {
        BigDecimal number = decimal(node);
        return number == null ? wrong(field, node, "must be a number", violations) : number;
    }

    private static @Nullable BigDecimal decimal(JsonNode node) {
        if (node.isNumber()) {
            BigDecimal number = node.decimalValue();
            return Math.abs((long) number.scale()) > MAX_SCALE ? null : number;
        }
        if (!node.isString() || !isPlainDecimal(Text.trim(node.stringValue()))) {
            return null;
        }
        return new BigDecimal(Text.trim(node.stringValue()));
    }

    private static boolean isPlainDecimal(String text) {
        return text.length() <= NUMERIC_STRING && text.matches("[+-]?\\d++(\\.\\d++)?") && text.chars().allMatch(c -> c < 128);
    }

    public static <T> @Nullable T wrong(String field, JsonNode node, String rule, Violations violations) {
        violations.add(field, Code.WRONG_TYPE, rule + "; was " + describe(node));
        return null;
    }

    static String describe(JsonNode node) {
        if (node.isContainer()) {
            return node.isArray() ? "an array" : "an object";
        }
        return node.isString() ? Text.quote(node.stringValue()) : Text.printable(node.toString(), 60);
    }

    /** Returns the constant of an enum, or null with a violation. */
    static @Nullable Object constant(String field, JsonNode node, Class<?> type, Violations violations) {
        String text = text(field, node, violations);
        for (Object constant : type.getEnumConstants()) {
            if (((Enum<?>) constant).name().equals(text)) {
                return constant;
            }
        }
        if (text != null) {
            violations.add(field, Code.NOT_ALLOWED,
                    "must be one of %s; was %s".formatted(String.join(", ", names(type)), Text.quote(text)));
        }
        return null;
    }

    private static List<String> names(Class<?> type) {
        return Arrays.stream(type.getEnumConstants()).map(constant -> ((Enum<?>) constant).name()).toList();
    }
}
