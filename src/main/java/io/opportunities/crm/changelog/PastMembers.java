package io.opportunities.crm.changelog;

import io.opportunities.search.RecordType;
import jakarta.persistence.EntityManager;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.hibernate.jpa.HibernateHints;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/**
 * Finds the members of records after past changes. It starts at the next version that is stored as a whole, or at the present record, and
 * undoes the changes in between.
 */
@Component
class PastMembers {

    private static final int FETCH_SIZE = 100;

    /** The changes of each record after the first one on the page, up to the first after the last one that is stored as a whole. */
    private static final String LATER = """
            select c.*
              from unnest(cast(:types as text[]), cast(:ids as bigint[]), cast(:firsts as bigint[]), cast(:lasts as bigint[]))
                   as p(record_type, record_id, first, last)
              cross join lateral (
                   select min(k.id) as id from change k
                    where k.company_id = current_company() and k.record_type = p.record_type and k.record_id = p.record_id
                      and k.id >= p.last and (k.record is not null or k.action = 'DELETED')) as whole
              join change c on c.company_id = current_company() and c.record_type = p.record_type and c.record_id = p.record_id
               and c.id > p.first and c.id <= coalesce(whole.id, 9223372036854775807)
             order by c.record_type, c.record_id, c.id desc
            """;

    private final EntityManager database;
    private final RecordHistories histories;

    PastMembers(EntityManager database, RecordHistories histories) {
        this.database = database;
        this.histories = histories;
    }

    /** Returns the members after each change; before it for the removal of a record. */
    Map<Change.Key, Map<String, Object>> after(List<Change> changes) {
        Map<Change.Key, Map<String, Object>> found = new HashMap<>();
        Map<Boolean, List<Change>> byOverdue = changes.stream()
                .collect(Collectors.partitioningBy(change -> change.action() == Action.OVERDUE));
        List<Change> overdue = byOverdue.getOrDefault(true, List.of());
        List<Change> versions = byOverdue.getOrDefault(false, List.of());
        overdue.forEach(change -> found.put(change.key(), Undo.plain(change.record().orElse(Map.of()))));
        // their records are shown too, and read together
        overdue.stream()
                .collect(Collectors.groupingBy(change -> change.key().recordType(),
                        Collectors.mapping(change -> change.key().recordId(), Collectors.toSet())))
                .forEach((type, ids) -> histories.of(RecordType.valueOf(type.toUpperCase(Locale.ROOT))).present(ids));
        if (versions.isEmpty()) {
            return found;
        }
        Map<String, Map<Long, Walk>> walks = new HashMap<>();
        versions.forEach(change -> walks.computeIfAbsent(change.key().recordType(), type -> new LinkedHashMap<>())
                .computeIfAbsent(change.key().recordId(), id -> new Walk()).add(change));
        walks.forEach((type, records) -> histories.of(RecordType.valueOf(type.toUpperCase(Locale.ROOT))).present(records.keySet())
                .forEach((id, present) -> Objects.requireNonNull(records.get(id)).present = present));
        try (Stream<Change> later = later(walks)) {
            later.forEach(change -> walk(walks, change).step(change));
        }
        walks.values().stream().map(Map::values).flatMap(Collection::stream).forEach(walk -> walk.end(found));
        return found;
    }

    private static Walk walk(Map<String, Map<Long, Walk>> walks, Change change) {
        return Objects.requireNonNull(Objects.requireNonNull(walks.get(change.key().recordType())).get(change.key().recordId()));
    }

    @SuppressWarnings("unchecked")
    private Stream<Change> later(Map<String, Map<Long, Walk>> walks) {
        List<Walk> all = walks.values().stream().map(Map::values).flatMap(Collection::stream).filter(walk -> !walk.isPresent()).toList();
        if (all.isEmpty()) {
            return Stream.of();
        }
        return database.createNativeQuery(LATER, Change.class)
                .setParameter("types", all.stream().map(walk -> walk.first().recordType()).toArray(String[]::new))
                .setParameter("ids", all.stream().map(walk -> walk.first().recordId()).toArray(Long[]::new))
                .setParameter("firsts", all.stream().map(walk -> walk.first().id()).toArray(Long[]::new))
                .setParameter("lasts", all.stream().map(walk -> walk.last).toArray(Long[]::new))
                .setHint(HibernateHints.HINT_FETCH_SIZE, FETCH_SIZE)
                .getResultStream();
    }

    /** The way back through the versions of one record. */
    private static final class Walk {

        private final Map<Change.Key, Map<String, Object>> wanted = new LinkedHashMap<>();
        private @Nullable Change first;
        private long last;
        private RecordHistory.@Nullable Present present;
        private @Nullable Map<String, Object> members;

        void add(Change change) {
            first = first == null || change.id() < first.id() ? change : first;
            last = Math.max(last, change.id());
            wanted.put(change.key(), Map.of());
        }

        Change.Key first() {
            return Objects.requireNonNull(first).key();
        }

        /** Returns whether the only change made the record as it is. */
        boolean isPresent() {
            return present != null && first().id() == last && present.version() + 1L == last;
        }

        /** @param change the latest one that is not undone yet */
        void step(Change change) {
            // a change that was committed after the present record was read
            boolean unknown = present != null && change.id() > present.version() + 1L && members == null && change.record().isEmpty();
            if (!unknown) {
                Map<String, Object> after = note(change);
                members = Undo.undone(after, change);
            }
        }

        private Map<String, Object> note(Change change) {
            Map<String, Object> after = change.record().map(Undo::plain).orElseGet(() -> members == null ? start() : members);
            if (wanted.containsKey(change.key())) {
                wanted.put(change.key(), switch (change.action()) {
                    case DELETED -> Undo.undone(after, change);
                    case CREATED -> created(after, change);
                    case UPDATED, ARCHIVED, RESTORED, OVERDUE -> after;
                });
            }
            return after;
        }

        private Map<String, Object> start() {
            return present == null ? Map.of() : Undo.plain(present.members());
        }

        /** Returns the stored members of a new record, with what they lack. */
        private static Map<String, Object> created(Map<String, Object> after, Change change) {
            Map<String, Object> members = new LinkedHashMap<>();
            after.forEach((name, value) -> {
                if (name.startsWith("$")) {
                    members.put(name, value);
                }
            });
            change.changes().values().forEach((name, value) -> {
                if (value != null) {
                    members.put(name, value);
                }
            });
            return Undo.plain(members);
        }

        void end(Map<Change.Key, Map<String, Object>> found) {
            note(Objects.requireNonNull(first));
            found.putAll(wanted);
        }
    }
}
