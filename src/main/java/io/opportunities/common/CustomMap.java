package io.opportunities.common;

import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** The one form that numbers and custom values have in memory, so that equal ones are equal: however they were written or stored. */
public final class CustomMap {

    private CustomMap() {}

    /** 1600, never 1600.0000 or 1.6E+3. */
    public static @Nullable BigDecimal plain(@Nullable BigDecimal number) {
        if (number == null) {
            return null;
        }
        BigDecimal stripped = number.stripTrailingZeros();
        return stripped.scale() < 0 ? stripped.setScale(0) : stripped;
    }

    /** By key name, in the order of the names. */
    public static Map<String, Object> normalised(Map<String, Object> custom) {
        Map<String, Object> values = new TreeMap<>();
        custom.forEach((key, value) -> values.put(key, normalised(value)));
        return values;
    }

    /** Those under some names, in their order. */
    public static Map<String, Object> only(Set<String> names, Map<String, Object> custom) {
        if (names.containsAll(custom.keySet())) {
            return custom;
        }
        Map<String, Object> some = new TreeMap<>(custom);
        some.keySet().retainAll(names);
        return some;
    }

    private static Object normalised(Object value) {
        return switch (value) {
            case Number number -> Objects.requireNonNull(plain(new BigDecimal(number.toString())));
            case List<?> items -> items.stream().map(item -> normalised((Object) item)).toList();
            default -> value;
        };
    }
}
