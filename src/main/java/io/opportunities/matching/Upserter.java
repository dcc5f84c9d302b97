package io.opportunities.matching;

import io.opportunities.common.metrics.AfterCommitCounter;
import io.opportunities.search.RecordType;
import jakarta.persistence.EntityManager;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
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
    private final InstantSource time;

    Upserter(EntityManager database, MatchLock locks, List<RecordKeys> stored, AfterCommitCounter committed, InstantSource time) {
        this.database = database;
        this.locks = locks;
        this.stored = stored;
        this.committed = committed;
        this.time = time;
    }

    /**
     * Matches or creates a record.
     *
     * @param type the entity of that kind of record
     * @param change applies the strategy to the matched record; returns whether anything changed
     * @param create creates the new record, and saves it unless this is a dry run
     */
    public <T extends Matchable> UpsertOutcome<T> upsert(Class<T> type, Request request, Predicate<T> change, Supplier<T> create) {
        MatchInstruction instruction = request.instruction();
        if (instruction.dryRun()) {
            // a preview guarantees nothing, so it takes no locks
            return preview(type, request, change, create);
        }
        UpsertOutcome<T> outcome = match(type, request, change, create);
        MatchBy by = outcome.by().orElse(instruction.by().getFirst());
        committed.count("opportunities.matches", "kind", request.kind().wireName(), "match_by", by.wireName(), "outcome", outcome.name());
        return outcome;
    }

    private <T extends Matchable> UpsertOutcome<T> match(Class<T> type, Request request, Predicate<T> change, Supplier<T> create) {
        MatchInstruction instruction = request.instruction();
        boolean toChange = instruction.strategy() != MatchFoundStrategy.SKIP;
        Optional<Match<T>> match = look(type, request, toChange);
        if (!toChange && match.isPresent() && !match.get().isCurrent(request.keys())) {
            // the record changed between the match and the read: lock it this time
            database.detach(match.get().record());
            match = look(type, request, true);
        }
        if (match.isEmpty()) {
            return new UpsertOutcome.Created<>(create.get());
        }
        return toChange ? match.get().changed(instruction, change) : match.get().outcome(instruction.strategy().outcome());
    }

    /**
     * Finds a match and loads its record. This transaction has not read the record before, so the load returns its current state and links.
     */
    private <T extends Matchable> Optional<Match<T>> look(Class<T> type, Request request, boolean toChange) {
        MatchLookup lookup = lookup(request);
        MatchLookup.Found found = locks.find(lookup, toChange);
        if (found.hasOtherKeys()) {
            refresh(lookup, request, found.by());
            found = locks.find(lookup, toChange);
        }
        return load(type, found, toChange ? ReadOnlyMode.READ_WRITE : ReadOnlyMode.READ_ONLY);
    }

    /** Recomputes the keys of records that the keys before the one that decided may find. */
    private void refresh(MatchLookup lookup, Request request, @Nullable MatchBy decided) {
        RecordKeys keys = stored.stream().filter(each -> each.kind() == request.kind()).findFirst().orElseThrow();
        for (MatchBy by : lookup.by()) {
            if (by == decided) {
                return;
            }
            String value = request.values().apply(by);
            String key = by.of(lookup.keys());
            if (value != null && key != null) {
                keys.refresh(by, value, key);
            }
        }
    }

    private <T extends Matchable> UpsertOutcome<T> preview(Class<T> type, Request request, Predicate<T> change, Supplier<T> create) {
        MatchInstruction instruction = request.instruction();
        writeNothing();
        Optional<Match<T>> match = load(type, locks.preview(lookup(request)), ReadOnlyMode.READ_WRITE);
        if (match.isEmpty()) {
            return new UpsertOutcome.Created<>(create.get());
        }
        return instruction.strategy() == MatchFoundStrategy.SKIP
                ? match.get().outcome(instruction.strategy().outcome())
                : match.get().changed(instruction, change);
    }

    private MatchLookup lookup(Request request) {
        MatchInstruction instruction = request.instruction();
        Instant since = instruction.window() == null ? null : time.instant().minus(instruction.window());
        return new MatchLookup(request.kind(), request.keys(), instruction.by(), since);
    }

    private <T extends Matchable> Optional<Match<T>> load(Class<T> type, MatchLookup.Found found, ReadOnlyMode mode) {
        MatchBy by = found.by();
        return by == null ? Optional.empty() : found.recordId().map(id -> new Match<>(database.find(type, id, mode), by, found.matches()));
    }

    /** Makes the transaction read-only in the database, and stops Hibernate from saving changed records. */
    private void writeNothing() {
        database.unwrap(Session.class).setHibernateFlushMode(FlushMode.MANUAL);
        database.createNativeQuery("set transaction read only").executeUpdate();
    }

    /**
     * What is matched.
     *
     * @param keys are locked, all of them, so that every concurrent request finds a record created here, whatever its {@code match_by}
     * @param values the value of each kind of key, as sent; null if there is none
     */
    public record Request(RecordType kind, MatchInstruction instruction, MatchKeys keys, Function<MatchBy, @Nullable String> values) {}

    /** @param by the kind of the key that found the record */
    private record Match<T extends Matchable>(T record, MatchBy by, long matches) {

        /** Returns whether the record still has the key that found it. */
        private boolean isCurrent(MatchKeys keys) {
            String key = by.of(keys);
            return record.active() && key != null && key.equals(by.of(record.matchKeys()));
        }

        private UpsertOutcome<T> changed(MatchInstruction instruction, Predicate<T> change) {
            return outcome(change.test(record) ? instruction.strategy().outcome() : "unchanged");
        }

        private UpsertOutcome<T> outcome(String name) {
            return new UpsertOutcome.Matched<>(record, by, matches, name);
        }
    }
}
