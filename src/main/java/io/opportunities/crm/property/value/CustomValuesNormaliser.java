package io.opportunities.crm.property.value;

import io.opportunities.common.JsonSize;
import io.opportunities.web.error.ApiException;
import io.opportunities.web.error.Violation;
import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Normalises numbers and custom values, so that equal values are equal in memory however clients write them. */
public final class CustomValuesNormaliser {

    /**
     * Maximum size in JSON of a record's custom values, in bytes. Repeated changes of existing records could otherwise add up without
     * limit.
     */
    private static final int MAX_BYTES = 1024 * 1024;

    private CustomValuesNormaliser() {}

    /** @throws ApiException if a change makes the values of a record larger than the maximum */
    public static void checkSize(Map<String, Object> before, Map<String, Object> after) {
        long bytes = JsonSize.of(after);
        if (bytes > MAX_BYTES && bytes > JsonSize.of(before)) {
            throw ApiException.validation(List.of(new Violation("custom", Violation.Code.OUT_OF_RANGE,
                    "custom must take at most %d bytes in a record; it would take %d".formatted(MAX_BYTES, bytes))));
        }
    }

    /** Returns a plain number: 1600, never 1600.0000 or 1.6E+3. */
    public static @Nullable BigDecimal plain(@Nullable BigDecimal number) {
        if (number == null) {
            return null;
        }
        BigDecimal stripped = number.stripTrailingZeros();
        return stripped.scale() < 0 ? stripped.setScale(0) : stripped;
    }

    /** Returns the values by key name, in the order of the names. */
    public static Map<String, Object> normalised(Map<String, Object> custom) {
        Map<String, Object> values = new TreeMap<>();
        custom.forEach((key, value) -> values.put(key, normalised(value)));
        return values;
    }

    /** Returns the values with the given names, in the order of the names. */
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
