package io.opportunities.matching;

import io.opportunities.common.metrics.AfterCommitCounter;
import io.opportunities.search.RecordType;
import jakarta.persistence.EntityManager;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.function.Supplier;
import org.hibernate.FlushMode;
import org.hibernate.ReadOnlyMode;
import org.hibernate.Session;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Matches a record or creates it. Concurrent requests with the same value create at most one. */
@Component
public final class Upserter {

    private final EntityManager database;
    private final MatchLock locks;
    private final List<RecordKeys> stored;
    private final AfterCommitCounter committed;

    Upserter(EntityManager database, MatchLock locks, List<RecordKeys> stored, AfterCommitCounter committed) {
        this.database = database;
        this.locks = locks;
        this.stored = stored;
        this.committed = committed;
    }

    /**
     * Matches or creates a record.
     *
     * @param type the entity of that kind of record
     * @param request its keys are locked, all of them, so that every concurrent request finds a record created here, whatever its {@code
     * match_by}
     * @param change applies the strategy to the matched record; returns whether anything changed
     * @param create creates the new record, and saves it unless this is a dry run
     */
    public <T extends Matchable> UpsertOutcome<T> upsert(RecordType kind, Class<T> type, Request request, Predicate<T> change,
            Supplier<T> create) {
        MatchInstruction instruction = request.instruction();
        if (instruction.dryRun()) {
            // a preview guarantees nothing, so it takes no locks
            return preview(type, instruction, request.keys(), change, create);
        }
        UpsertOutcome<T> outcome = match(kind, type, request, change, create);
        committed.count("opportunities.matches", "kind", kind.wireName(),
                "match_by", instruction.by().wireName(), "outcome", outcome.name());
        return outcome;
    }

    private <T extends Matchable> UpsertOutcome<T> match(RecordType kind, Class<T> type, Request request, Predicate<T> change,
            Supplier<T> create) {
        MatchInstruction instruction = request.instruction();
        boolean toChange = instruction.strategy() != MatchFoundStrategy.SKIP;
        Optional<Match<T>> match = look(kind, type, request, toChange);
        if (!toChange && match.isPresent() && !stillMatches(match.get().record(), instruction.by(), request.keys())) {
            // the record changed between the match and the read: lock it this time
            database.detach(match.get().record());
            match = look(kind, type, request, true);
        }
        if (match.isEmpty()) {
            return new UpsertOutcome.Created<>(create.get());
        }
        return toChange ? match.get().changed(instruction, change) : match.get().outcome(instruction.strategy().outcome());
    }

    /**
     * Finds a match and loads its record. This transaction has not read the record before, so the load returns its current state and links.
     */
    private <T extends Matchable> Optional<Match<T>> look(RecordType kind, Class<T> type, Request request, boolean toChange) {
        MatchBy by = request.instruction().by();
        MatchLock.MatchRow found = locks.find(kind, by, request.keys(), toChange);
        String value = request.value();
        String key = by.of(request.keys());
        if (found.hasOtherKeys() && value != null && key != null) {
            stored.stream().filter(keys -> keys.kind() == kind).forEach(keys -> keys.refresh(by, value, key));
            found = locks.find(kind, by, request.keys(), toChange);
        }
        long matches = found.matches();
        return found.recordId().map(id -> new Match<>(
                database.find(type, id, toChange ? ReadOnlyMode.READ_WRITE : ReadOnlyMode.READ_ONLY), matches));
    }

    private <T extends Matchable> UpsertOutcome<T> preview(Class<T> type, MatchInstruction instruction, MatchKeys keys,
            Predicate<T> change, Supplier<T> create) {
        writeNothing();
        Optional<Match<T>> match = find(type, instruction.by(), keys);
        if (match.isEmpty()) {
            return new UpsertOutcome.Created<>(create.get());
        }
        return instruction.strategy() == MatchFoundStrategy.SKIP
                ? match.get().outcome(instruction.strategy().outcome())
                : match.get().changed(instruction, change);
    }

    private <T extends Matchable> Optional<Match<T>> find(Class<T> type, MatchBy by, MatchKeys keys) {
        String key = by.of(keys);
        if (key == null) {
            return Optional.empty();
        }
        String query = """
                select r, (select count(*) from %1$s c where c.details.active = true and c.matchKeys.%2$s = :key)
                  from %1$s r
                 where r.id = (select min(m.id) from %1$s m where m.details.active = true and m.matchKeys.%2$s = :key)
                """.formatted(type.getSimpleName(), by.attribute());
        return database.createQuery(query, Object[].class)
                .setParameter("key", key)
                .getResultStream()
                .map(row -> new Match<>(type.cast(row[0]), (Long) row[1]))
                .findFirst();
    }

    private static <T extends Matchable> boolean stillMatches(T record, MatchBy by, MatchKeys keys) {
        String key = by.of(keys);
        return record.active() && key != null && key.equals(by.of(record.matchKeys()));
    }

    /** Makes the transaction read-only in the database, and stops Hibernate from saving changed records. */
    private void writeNothing() {
        database.unwrap(Session.class).setHibernateFlushMode(FlushMode.MANUAL);
        database.createNativeQuery("set transaction read only").executeUpdate();
    }

    /**
     * What is matched.
     *
     * @param value the value by which it matches, as sent; null if there is none
     */
    public record Request(MatchInstruction instruction, MatchKeys keys, @Nullable String value) {}

    private record Match<T>(T record, long matches) {

        private UpsertOutcome<T> changed(MatchInstruction instruction, Predicate<T> change) {
            return outcome(change.test(record) ? instruction.strategy().outcome() : "unchanged");
        }

        private UpsertOutcome<T> outcome(String name) {
            return new UpsertOutcome.Matched<>(record, matches, name);
        }
    }
}
