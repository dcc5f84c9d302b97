package io.opportunities.crm.changelog;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import io.opportunities.crm.changelog.field.FieldChange;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The changed members of a record, as the schema stores them. A new record has no values before, so it stores an object from member to
 * value; any other change an array of {@link FieldChange}.
 *
 * @param all in the order of the members
 */
record StoredChanges(List<FieldChange> all, boolean created) {

    /** The order of the members in a record, because jsonb has an order of its own. Custom values follow by name. */
    private static final List<String> ORDER = List.of("title", "name", "description", "address", "accountType", "trades", "status",
            "isActive", "value", "size", "confidence", "accountId", "workflowId", "phaseId", "primaryEmail", "primaryPhone", "source",
            "externalId", "emails",
            "phones", "contacts", "ownerId", "salesRepId", "projectManagerId", "accountIds");

    private static final Comparator<FieldChange> BY_MEMBER = Comparator
            .comparingInt((FieldChange change) -> ORDER.contains(change.field()) ? ORDER.indexOf(change.field()) : ORDER.size())
            .thenComparing(FieldChange::field);

    static StoredChanges of(List<FieldChange> changes, Action action) {
        return new StoredChanges(changes, action == Action.CREATED);
    }

    @JsonCreator(mode = JsonCreator.Mode.DELEGATING)
    static StoredChanges read(Object json) {
        List<FieldChange> changes = new ArrayList<>();
        if (json instanceof Map<?, ?> values) {
            values.forEach((field, value) -> changes.add(new FieldChange(String.valueOf(field), null, value)));
            changes.sort(BY_MEMBER);
            return new StoredChanges(List.copyOf(changes), true);
        }
        for (Object change : (List<?>) json) {
            Map<?, ?> members = (Map<?, ?>) change;
            changes.add(new FieldChange(String.valueOf(members.get("field")), members.get("from"), members.get("to")));
        }
        return new StoredChanges(List.copyOf(changes), false);
    }

    @JsonValue
    Object stored() {
        return created ? values() : all;
    }

    /** Returns the values after the change by member. */
    Map<String, @Nullable Object> values() {
        Map<String, @Nullable Object> values = new LinkedHashMap<>();
        all.forEach(change -> values.put(change.field(), change.to()));
        return values;
    }
}
