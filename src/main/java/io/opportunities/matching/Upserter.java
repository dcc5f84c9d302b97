package io.opportunities.matching;

import io.opportunities.common.Committed;
import jakarta.persistence.EntityManager;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.function.Supplier;
import org.hibernate.FlushMode;
import org.hibernate.ReadOnlyMode;
import org.hibernate.Session;
import org.springframework.stereotype.Component;

/** Matches a record or creates it: at most one is created however many requests bring the same value at once. */
@Component
public final class Upserter {

    private final EntityManager database;
    private final MatchLock locks;
    private final Committed committed;

    Upserter(EntityManager database, MatchLock locks, Committed committed) {
        this.database = database;
        this.locks = locks;
        this.committed = committed;
    }

    /**
     * @param type of the entity
     * @param keys of the request; all of them are held, so that nobody misses the record this one creates, whatever they match by
     * @param moreLocks names of what else a change or a new record may have to create once only
     * @param change applies the strategy to the matched record; whether anything changed
     * @param create makes the new record, and saves it unless this is a dry run
     */
    public <T extends Matchable> UpsertOutcome<T> upsert(Class<T> type, MatchInstruction instruction, MatchKeys keys,
            List<String> moreLocks,
            Predicate<T> change, Supplier<T> create) {
        if (instruction.dryRun()) {
            // it promises nothing, so it waits for nobody
            return preview(type, instruction, keys, change, create);
        }
        UpsertOutcome<T> outcome = match(type, instruction, keys, moreLocks, change, create);
        committed.count("opportunities.matches", "kind", type.getSimpleName().toLowerCase(Locale.ROOT),
                "match_by", instruction.by().wireName(), "outcome", outcome.name());
        return outcome;
    }

    private <T extends Matchable> UpsertOutcome<T> match(Class<T> type, MatchInstruction instruction, MatchKeys keys,
            List<String> moreLocks, Predicate<T> change, Supplier<T> create) {
        boolean toChange = instruction.strategy() != MatchFoundStrategy.SKIP;
        Optional<Match<T>> match = look(type, instruction.by(), keys, moreLocks, toChange);
        if (!toChange && match.isPresent() && !stillMatches(match.get().record(), instruction.by(), keys)) {
            // changed between being found and being read: this time nobody can
            database.detach(match.get().record());
            match = look(type, instruction.by(), keys, moreLocks, true);
        }
        if (match.isEmpty()) {
            return new UpsertOutcome.Created<>(create.get());
        }
        return toChange ? match.get().changed(instruction, change) : match.get().outcome(instruction.strategy().outcome());
    }

    /** Nobody saw the record in this transaction yet, so it is read as it is now, with what stands beside it. */
    private <T extends Matchable> Optional<Match<T>> look(Class<T> type, MatchBy by, MatchKeys keys, List<String> moreLocks,
            boolean toChange) {
        return locks.find(type.getSimpleName(), by, keys, moreLocks, toChange)
                .map(found -> new Match<>(
                        database.find(type, found.recordId(), toChange ? ReadOnlyMode.READ_WRITE : ReadOnlyMode.READ_ONLY),
                        found.matches()));
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

    /** From here on the database itself refuses whatever would write, and Hibernate leaves changed records unsaved. */
    private void writeNothing() {
        database.unwrap(Session.class).setHibernateFlushMode(FlushMode.MANUAL);
        database.createNativeQuery("set transaction read only").executeUpdate();
    }

    private record Match<T>(T record, long matches) {

        private UpsertOutcome<T> changed(MatchInstruction instruction, Predicate<T> change) {
            return outcome(change.test(record) ? instruction.strategy().outcome() : "unchanged");
        }

        private UpsertOutcome<T> outcome(String name) {
            return new UpsertOutcome.Matched<>(record, matches, name);
        }
    }
}
