package io.opportunities.crm.opportunity;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** A record. Its undo has both values of each member that its merge changed in the target. */
final class MergeModel {

    static final Map<String, List<String>> MEMBERS = Map.of(
            "opportunities", List.of("description", "externalId", "primaryEmail", "value"),
            "accounts", List.of("description", "externalId", "primaryEmail"),
            "contacts", List.of("title"));

    final List<String> members;
    final List<String> emails = new ArrayList<>();
    final List<String> added = new ArrayList<>();
    final Map<String, String> values = new TreeMap<>();
    final Map<String, String[]> undo = new TreeMap<>();
    @Nullable
    Long mergedInto;
    int ordinal;

    MergeModel(List<String> members) {
        this.members = members;
    }

    void put(String member, @Nullable String value) {
        if (value == null) {
            values.remove(member);
        } else {
            values.put(member, value);
        }
    }

    void take(MergeModel source, String chosen, boolean bySource) {
        source.undo.clear();
        source.added.clear();
        source.emails.stream().filter(email -> !emails.contains(email)).forEach(source.added::add);
        emails.addAll(source.added);
        for (String member : members) {
            String mine = values.get(member);
            String theirs = source.values.get(member);
            boolean takes = member.equals(chosen) ? bySource : mine == null && theirs != null;
            if (takes && !Objects.equals(mine, theirs)) {
                source.undo.put(member, new String[]{mine, theirs});
                put(member, theirs);
            }
        }
    }

    /**
     * @param later the later merges: the first that found a value of this one gives back what this one had found
     * @return the members that were changed since
     */
    TreeSet<String> giveBack(MergeModel source, List<MergeModel> later) {
        TreeSet<String> kept = new TreeSet<>();
        source.undo.forEach((member, change) -> {
            later.stream().map(merge -> merge.undo.get(member)).filter(next -> next != null && Objects.equals(next[0], change[1]))
                    .findFirst().ifPresent(next -> next[0] = change[0]);
            if (Objects.equals(values.get(member), change[1])) {
                put(member, change[0]);
            } else {
                kept.add(member);
            }
        });
        for (String email : source.added) {
            Optional<MergeModel> heir = later.stream().filter(merge -> merge.emails.contains(email)).findFirst();
            heir.ifPresent(merge -> merge.added.add(email));
            if (heir.isEmpty() && !emails.remove(email)) {
                kept.add("emails");
            }
        }
        return kept;
    }

    Map<String, String> shown(long id, Map<Long, MergeModel> models) {
        if (mergedInto != null) {
            return of(models, mergedInto).shown(mergedInto, models);
        }
        Map<String, String> shown = new TreeMap<>(values);
        shown.put("id", String.valueOf(id));
        if (members.equals(MEMBERS.get("contacts"))) {
            shown.put("emails", emails.toString());
        }
        return shown;
    }

    static MergeModel of(Map<Long, MergeModel> models, long id) {
        return Objects.requireNonNull(models.get(id));
    }
}
