package io.opportunities.matching;

import io.opportunities.matching.key.MatchBy;
import jakarta.persistence.EntityManager;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.hibernate.ReadOnlyMode;
import org.hibernate.Session;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Looks for the records of several requests together, by the rules of {@link Upserter}. Its caller keeps requests in order. */
@Component
public final class BatchUpserter {

    private final EntityManager database;
    private final MatchLock locks;
    private final Upserter upserter;
    private final InstantSource time;

    BatchUpserter(EntityManager database, MatchLock locks, Upserter upserter, InstantSource time) {
        this.database = database;
        this.locks = locks;
        this.upserter = upserter;
        this.time = time;
    }

    /**
     * Acquires the locks on all keys of all requests, in one statement and one order.
     *
     * @param rehearsed whether the transaction will be rolled back; then it needs few locks
     */
    public void lock(Collection<Upserter.Request> requests, boolean rehearsed) {
        List<String> names = requests.stream().flatMap(request -> request.keys().lockNames().stream()).toList();
        if (rehearsed) {
            locks.rehearse(names);
        } else {
            locks.acquire(names);
        }
    }

    /**
     * Looks for the record of each request. Several requests may have one record.
     *
     * @param requests of one kind and instruction, at least one, whose locks this transaction has
     */
    public <T extends Matchable> List<MatchCandidate<T>> lookAll(Class<T> type, List<Upserter.Request> requests) {
        boolean toChange = requests.getFirst().instruction().strategy() != MatchFoundStrategy.SKIP;
        Instant now = time.instant();
        List<MatchLookup.Found> found = new ArrayList<>(
                locks.findAll(requests.stream().map(request -> lookup(request, now)).toList(), toChange));
        for (int i = 0; i < found.size(); i++) {
            if (found.get(i).hasOtherKeys()) {
                MatchLookup lookup = lookup(requests.get(i), now);
                upserter.refresh(lookup, requests.get(i), found.get(i).by());
                found.set(i, locks.findAll(List.of(lookup), toChange).getFirst());
            }
        }
        Map<Long, T> records = loadAll(type, found, toChange);
        return IntStream.range(0, found.size()).mapToObj(i -> candidate(type, requests.get(i), found.get(i), records, now)).toList();
    }

    /** Reports and counts the outcome of a new record. */
    public <T> UpsertOutcome<T> created(Upserter.Request request, T record) {
        return upserter.counted(request, new UpsertOutcome.Created<>(record));
    }

    /** Reports and counts the outcome of a matched record. */
    public <T extends Matchable> UpsertOutcome<T> matched(Upserter.Request request, MatchCandidate<T> match, boolean changed) {
        return upserter.counted(request, match.outcome(request.instruction().strategy().outcome(changed)));
    }

    private static MatchLookup lookup(Upserter.Request request, Instant now) {
        return Upserter.lookup(request, request.instruction().by(), now);
    }

    private <T extends Matchable> Map<Long, T> loadAll(Class<T> type, List<MatchLookup.Found> found, boolean toChange) {
        List<Long> ids = found.stream().flatMap(each -> each.recordId().stream()).distinct().toList();
        Map<Long, T> records = new HashMap<>();
        List<T> loaded = ids.isEmpty() ? List.of() : database.unwrap(Session.class).findMultiple(type, ids, mode(toChange));
        IntStream.range(0, loaded.size()).filter(i -> loaded.get(i) != null).forEach(i -> records.put(ids.get(i), loaded.get(i)));
        return records;
    }

    private static ReadOnlyMode mode(boolean toChange) {
        return toChange ? ReadOnlyMode.READ_WRITE : ReadOnlyMode.READ_ONLY;
    }

    private <T extends Matchable> MatchCandidate<T> candidate(Class<T> type, Upserter.Request request, MatchLookup.Found found,
            Map<Long, T> records, Instant now) {
        MatchBy by = found.by();
        if (by == null) {
            return MatchCandidate.none(Upserter.compared(request, found));
        }
        T record = found.recordId().isEmpty() ? null : records.get(found.recordId().get());
        if (record != null && Upserter.isCurrent(record, by, request.keys())) {
            return new MatchCandidate<>(record, by, found.matches(), Upserter.compared(request, found));
        }
        return lockedCandidate(type, request, now, record);
    }

    /** Looks again for a record that has the key no longer, or only by one that was merged into it, and locks it this time. */
    private <T extends Matchable> MatchCandidate<T> lockedCandidate(Class<T> type, Upserter.Request request, Instant now,
            @Nullable T stale) {
        if (stale != null) {
            database.refresh(stale);
        }
        MatchLookup.Found found = locks.findAll(List.of(lookup(request, now)), true).getFirst();
        T record = found.recordId().map(id -> database.find(type, id)).orElse(null);
        return new MatchCandidate<>(record, found.by(), found.matches(), Upserter.compared(request, found));
    }
}
