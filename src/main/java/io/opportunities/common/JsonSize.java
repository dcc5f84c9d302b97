package io.opportunities.common;

import java.math.BigDecimal;
import java.util.Collection;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Estimates the size of values in JSON, in bytes, rather too high than too low. */
public final class JsonSize {

    private static final int SCALAR = 16;
    private static final int PUNCTUATION = 4;
    /** The size of an escaped control character. */
    private static final int ESCAPE = 6;

    private JsonSize() {}

    public static long of(@Nullable Object value) {
        return PUNCTUATION + switch (value) {
            case null -> 0;
            case String text -> text.chars().mapToLong(JsonSize::of).sum();
            case BigDecimal number -> Math.max(SCALAR, number.precision() + Math.abs((long) number.scale()));
            case Map<?, ?> members -> members.entrySet().stream().mapToLong(member -> of(member.getKey()) + of(member.getValue())).sum();
            case Collection<?> items -> items.stream().mapToLong(JsonSize::of).sum();
            default -> SCALAR;
        };
    }

    private static long of(int character) {
        if (character < ' ') {
            return ESCAPE;
        }
        if (character < 0x80) {
            return character == '"' || character == '\\' ? 2 : 1;
        }
        return character < 0x800 ? 2 : 3;
    }
}
