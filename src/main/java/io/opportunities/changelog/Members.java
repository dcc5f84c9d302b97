package io.opportunities.changelog;

import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Collects the members of a record that are not empty, in the order in which they are put. */
public final class Members {

    private final Map<String, Object> all = new LinkedHashMap<>();

    public Members put(String name, @Nullable Object value) {
        boolean empty = value == null || value instanceof Collection<?> items && items.isEmpty();
        if (!empty) {
            all.put(name, value);
        }
        return this;
    }

    /** @param prefix of each name */
    public Members putEach(String prefix, Map<String, Object> values) {
        values.forEach((name, value) -> put(prefix + name, value));
        return this;
    }

    public Map<String, Object> all() {
        return all;
    }
}
