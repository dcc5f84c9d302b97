package io.opportunities.crm.changelog.field;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A member with a different value after a change.
 *
 * @param field its JSON name, e.g. {@code title} or {@code custom.roof_type}; {@code phones[2]} for a value added to a list
 * @param from the value before, null if it was empty
 * @param to the value after, null if it is empty
 */
public record FieldChange(String field, @Nullable Object from, @Nullable Object to) {

    /** Returns the differences, in the order of the members. */
    public static List<FieldChange> between(Map<String, Object> before, Map<String, Object> after) {
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
