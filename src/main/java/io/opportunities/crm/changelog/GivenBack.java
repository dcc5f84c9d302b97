package io.opportunities.crm.changelog;

import io.opportunities.crm.changelog.field.FieldChange;
import io.opportunities.crm.changelog.field.MemberReader;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * The members of a record after changes to it were given back, member by member, where nothing has changed them since.
 *
 * @param members as a {@link MemberReader} takes them
 * @param kept the members that were changed since, and stay as they are
 */
public record GivenBack(Map<String, Object> members, List<String> kept) {

    /**
     * @param present the members now
     * @param changes to be given back
     */
    public static GivenBack of(Map<String, Object> present, List<FieldChange> changes) {
        Map<String, Object> members = Undo.plain(present);
        List<String> kept = new ArrayList<>();
        for (FieldChange change : changes) {
            Object written = single(change.field(), change.to());
            Object before = single(change.field(), change.from());
            if (!Objects.equals(members.get(change.field()), written)) {
                kept.add(change.field());
            } else if (before == null) {
                members.remove(change.field());
            } else {
                members.put(change.field(), before);
            }
        }
        return new GivenBack(members, List.copyOf(kept));
    }

    /** Returns the members by which a record differs from others, in the form that is compared. */
    public static List<String> differences(Map<String, Object> present, Map<String, Object> others) {
        return FieldChange.between(Undo.plain(others), Undo.plain(present)).stream().map(FieldChange::field).toList();
    }

    private static @Nullable Object single(String field, @Nullable Object value) {
        return value == null ? null : Undo.plain(new LinkedHashMap<>(Map.of(field, value))).get(field);
    }
}
