package io.opportunities.changelog;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * One member that is different after a change.
 *
 * @param field as it is called on the wire, e.g. {@code title} or {@code custom.roof_type}
 * @param from what it was, null where it was empty
 * @param to what it is now, null where it is empty
 */
record FieldChange(String field, @Nullable Object from, @Nullable Object to) {

    /** What differs, in the order of the members. */
    static List<FieldChange> between(Map<String, Object> before, Map<String, Object> after) {
        Set<String> fields = new LinkedHashSet<>(after.keySet());
        fields.addAll(before.keySet());
        List<FieldChange> changes = new ArrayList<>();
        for (String field : fields) {
            Object from = before.get(field);
            Object to = after.get(field);
            if (!Objects.equals(from, to)) {
                changes.add(new FieldChange(field, from, to));
            }
        }
        return changes;
    }
}
