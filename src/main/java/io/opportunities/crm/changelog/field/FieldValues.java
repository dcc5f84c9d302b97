package io.opportunities.crm.changelog.field;

import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Collects the non-empty members of a record, in insertion order. */
public final class FieldValues {

    private final Map<String, Object> all = new LinkedHashMap<>();

    public FieldValues put(String name, @Nullable Object value) {
        boolean empty = value == null || value instanceof Collection<?> items && items.isEmpty();
        if (!empty) {
            all.put(name, value);
        }
        return this;
    }

    public FieldValues putAll(Map<String, Object> values) {
        return putEach("", values);
    }

    /** @param prefix of each name */
    public FieldValues putEach(String prefix, Map<String, Object> values) {
        values.forEach((name, value) -> put(prefix + name, value));
        return this;
    }

    public Map<String, Object> all() {
        return all;
    }
}
