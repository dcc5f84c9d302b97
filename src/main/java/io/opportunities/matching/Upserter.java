package io.opportunities.matching;

import io.opportunities.common.metrics.AfterCommitCounter;
import io.opportunities.matching.key.MatchBy;
import io.opportunities.matching.key.MatchKeys;
import io.opportunities.search.RecordType;
import jakarta.persistence.EntityManager;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.BiPredicate;
import java.util.function.Function;
import java.util.stream.Stream;
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
     * @param change applies the strategy to the matched record, given the keys up to the one that found it; returns whether anything changed
     * @param create creates the new record, given the keys that found none, and saves it unless this is a dry run
     */
    public <T extends Matchable> UpsertOutcome<T> upsert(Class<T> type, Request request, BiPredicate<T, List<KeyMatch>> change,
            Function<List<KeyMatch>, T> create) {
        MatchInstruction instruction = request.instruction();
        if (instruction.dryRun()) {
            // a preview guarantees nothing, so it takes no locks
            return preview(type, request, change, create);
        }
        return counted(request, match(type, request, change, create));
    }

    <T> UpsertOutcome<T> counted(Request request, UpsertOutcome<T> outcome) {
        MatchBy by = outcome.by().orElse(request.instruction().by().getFirst());
        committed.count("opportunities.matches", "kind", request.kind().wireName(), "match_by", by.wireName(), "outcome", outcome.name());
        return outcome;
    }

    private <T extends Matchable> UpsertOutcome<T> match(Class<T> type, Request request, BiPredicate<T, List<KeyMatch>> change,
            Function<List<KeyMatch>, T> create) {
        MatchInstruction instruction = request.instruction();
        boolean toChange = instruction.strategy() != MatchFoundStrategy.SKIP;
        MatchLookup.Found found = look(request, toChange);
        Optional<Match<T>> match = load(type, found, toChange);
        if (!toChange && match.isPresent() && !match.get().isCurrent(request.keys())) {
            // the record changed between the match and the read: lock it this time
            database.detach(match.get().record());
            found = look(request, true);
            match = load(type, found, true);
        }
        return finish(request, found, match, change, create);
    }

    private MatchLookup.Found look(Request request, boolean toChange) {
        MatchLookup lookup = lookup(request);
        MatchLookup.Found found = locks.find(lookup, toChange);
        if (found.hasOtherKeys()) {
            refresh(lookup, request, found.by());
            found = locks.find(lookup, toChange);
        }
        return found;
    }

    /** Recomputes the keys of records that the keys before the one that decided may find. */
    void refresh(MatchLookup lookup, Request request, @Nullable MatchBy decided) {
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

    private <T extends Matchable> UpsertOutcome<T> preview(Class<T> type, Request request, BiPredicate<T, List<KeyMatch>> change,
            Function<List<KeyMatch>, T> create) {
        writeNothing();
        MatchLookup.Found found = locks.preview(lookup(request));
        return finish(request, found, load(type, found, true), change, create);
    }

    private static <T extends Matchable> UpsertOutcome<T> finish(Request request, MatchLookup.Found found, Optional<Match<T>> match,
            BiPredicate<T, List<KeyMatch>> change, Function<List<KeyMatch>, T> create) {
        MatchFoundStrategy strategy = request.instruction().strategy();
        List<KeyMatch> compared = compared(request, found);
        if (match.isEmpty()) {
            return new UpsertOutcome.Created<>(create.apply(compared));
        }
        boolean changed = strategy != MatchFoundStrategy.SKIP && change.test(match.get().record(), compared);
        return match.get().outcome(strategy.outcome(changed));
    }

    /** Returns the keys that a look-up compared, up to the one that decided. */
    static List<KeyMatch> compared(Request request, MatchLookup.Found found) {
        List<KeyMatch> compared = new ArrayList<>();
        for (MatchBy by : request.instruction().by()) {
            boolean decided = by == found.by();
            compared.add(KeyMatch.of(by, request, decided ? found.candidates() : List.of(), decided ? found.matches() : 0));
            if (decided) {
                break;
            }
        }
        return List.copyOf(compared);
    }

    /** Returns what each key of a request finds by itself: first those that it names, in their order, then the others. Takes no locks. */
    public List<KeyMatch> compareEach(Request request) {
        return Stream.concat(request.instruction().by().stream(), Arrays.stream(MatchBy.values())).distinct().map(by -> {
            MatchLookup.Found found = locks.preview(lookup(request, List.of(by)));
            return KeyMatch.of(by, request, found.candidates(), found.matches());
        }).toList();
    }

    private MatchLookup lookup(Request request) {
        return lookup(request, request.instruction().by());
    }

    private MatchLookup lookup(Request request, List<MatchBy> by) {
        return lookup(request, by, time.instant()).usable();
    }

    static MatchLookup lookup(Request request, List<MatchBy> by, Instant now) {
        Duration window = request.instruction().window();
        return new MatchLookup(request.kind(), request.keys(), by, window == null ? null : now.minus(window));
    }

    /** Returns whether a record still has the key that found it. */
    static boolean isCurrent(Matchable record, MatchBy by, MatchKeys keys) {
        String key = by.of(keys);
        return record.active() && key != null && key.equals(by.of(record.matchKeys()));
    }

    /** Loads a found record. This transaction has not read it before, so the load returns its current state and links. */
    private <T extends Matchable> Optional<Match<T>> load(Class<T> type, MatchLookup.Found found, boolean toChange) {
        MatchBy by = found.by();
        ReadOnlyMode mode = toChange ? ReadOnlyMode.READ_WRITE : ReadOnlyMode.READ_ONLY;
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
            return Upserter.isCurrent(record, by, keys);
        }

        private UpsertOutcome<T> outcome(String name) {
            return new UpsertOutcome.Matched<>(record, by, matches, name);
        }
    }
}
