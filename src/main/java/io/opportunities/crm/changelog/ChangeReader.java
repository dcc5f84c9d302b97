package io.opportunities.crm.changelog;

import io.opportunities.identity.user.UserService;
import io.opportunities.search.RecordType;
import io.opportunities.search.page.PageRows;
import io.opportunities.web.server.ResponseMemoryLimit;
import jakarta.persistence.EntityManager;
import jakarta.persistence.TypedQuery;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Reads the changes of all records of the caller's company in the order of their places. */
@Component
public final class ChangeReader {

    /** Number of changes that a read with a filter looks at. */
    private static final int MAX_SCANNED = 5_000;

    private final EntityManager database;
    private final PastMembers past;
    private final UserService users;
    private final ResponseMemoryLimit memory;

    ChangeReader(EntityManager database, PastMembers past, UserService users, ResponseMemoryLimit memory) {
        this.database = database;
        this.past = past;
        this.users = users;
        this.memory = memory;
    }

    /**
     * The next changes of the log.
     *
     * @param until the place up to which no further change follows these
     */
    public record Part(List<PastChange> changes, long until) {}

    /**
     * Reads the changes after a place.
     *
     * @param until a place up to which every change is committed
     * @param since time before which changes are omitted
     * @param limit maximum number of changes
     */
    public Part read(long after, long until, Instant since, ChangeFilter filter, int limit) {
        long end = filter.isNone() ? until : windowEnd(after, until);
        TypedQuery<Change> query = database.createQuery("select c from Change c where c.seq > :after and c.seq <= :end and c.at >= :since"
                + filter.recordType().map(type -> " and c.recordType = :type").orElse("")
                + filter.recordId().map(id -> " and c.recordId = :id").orElse("") + " order by c.seq", Change.class)
                .setParameter("after", after).setParameter("end", end).setParameter("since", since).setMaxResults(limit);
        filter.recordType().ifPresent(type -> query.setParameter("type", type.wireName()));
        filter.recordId().ifPresent(id -> query.setParameter("id", id));
        PageRows<Change> rows = PageRows.read(query, limit, memory.forPage(limit), memory.largestRecord());
        List<PastChange> changes = toPast(rows.items());
        boolean more = rows.isCut() || changes.size() == limit;
        return new Part(changes, more ? changes.getLast().place() : end);
    }

    /** Reads the changes of one record after a place, all of which are committed. */
    public List<PastChange> read(String recordType, long recordId, long after, long until, Instant since, int limit) {
        return toPast(database.createQuery("""
                select c from Change c where c.recordType = :type and c.recordId = :id and c.seq > :after and c.seq <= :until
                   and c.at >= :since order by c.seq""", Change.class)
                .setParameter("type", recordType).setParameter("id", recordId).setParameter("after", after).setParameter("until", until)
                .setParameter("since", since).setMaxResults(limit).getResultList());
    }

    /** Returns the members with which a record was created; empty if the changelog no longer has them. */
    public Optional<Map<String, Object>> created(RecordType type, long recordId) {
        return Optional.ofNullable(database.find(Change.class, new Change.Key(type.wireName(), recordId, 1)))
                .filter(change -> change.action() == Action.CREATED).map(change -> {
                    Map<String, Object> members = new HashMap<>();
                    change.changes().all().forEach(field -> {
                        if (field.to() != null) {
                            members.put(field.field(), field.to());
                        }
                    });
                    return members;
                });
    }

    /** Returns a place before all changes since a time, though not long before. */
    public long placeBefore(Instant since) {
        return ((Number) database.createNativeQuery("select events_since(:since)").setParameter("since", since).getSingleResult())
                .longValue();
    }

    private long windowEnd(long after, long until) {
        List<Long> last = database
                .createQuery("select c.seq from Change c where c.seq > :after and c.seq <= :until order by c.seq", Long.class)
                .setParameter("after", after).setParameter("until", until).setFirstResult(MAX_SCANNED - 1).setMaxResults(1).getResultList();
        return last.isEmpty() ? until : last.getFirst();
    }

    private List<PastChange> toPast(List<Change> changes) {
        Map<Change.Key, Map<String, Object>> members = past.after(changes);
        return changes.stream().map(change -> change.past(author(change), members.getOrDefault(change.key(), Map.of()))).toList();
    }

    private ChangeResponse.@Nullable By author(Change change) {
        return change.action() == Action.OVERDUE
                ? null
                : users.find(change.userId()).map(user -> ChangeResponse.By.of(user, change.keyId())).orElse(null);
    }
}
