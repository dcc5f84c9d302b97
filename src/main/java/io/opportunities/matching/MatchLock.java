package io.opportunities.matching;

import io.micrometer.observation.Observation;
import io.micrometer.observation.ObservationRegistry;
import io.opportunities.common.Sha256;
import io.opportunities.identity.Caller;
import io.opportunities.matching.key.MatchBy;
import io.opportunities.matching.key.MatchKeys;
import io.opportunities.search.RecordType;
import jakarta.persistence.EntityManager;
import java.nio.ByteBuffer;
import java.util.Collection;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.hibernate.Session;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionSynchronizationManager;

/** Serialises requests that share a value, across all nodes. Other requests do not wait. */
@Component
public final class MatchLock {

    private static final String ACQUIRE = "select count(pg_advisory_xact_lock(key)) from unnest(:keys) as key";
    private static final String TRY_ACQUIRE = "select coalesce(bool_and(pg_try_advisory_xact_lock(key)), true) from unnest(:keys) as key";
    private static final String PRESENT_KEYS = """
            select k.kind, k.key
              from %1$s r, unnest(array[r.title_key, r.email_key, r.phone_key, r.address_key, r.external_key]) with ordinality as k(key, kind)
             where r.company_id = :company and r.id = :id and k.key is not null
            """;

    private final EntityManager database;
    private final ObservationRegistry observations;

    MatchLock(EntityManager database, ObservationRegistry observations) {
        this.database = database;
        this.observations = observations;
    }

    /**
     * Acquires the locks on all keys of a record until the transaction ends. Only the next statement sees the commits made during the wait.
     * Therefore query after this call, in a separate statement.
     *
     * @param names normalised keys; equal names of one company exclude each other, across all nodes
     * @throws IllegalStateException outside a transaction, or if a record was read before
     * @see <a href="https://www.postgresql.org/docs/current/explicit-locking.html#ADVISORY-LOCKS">PostgreSQL, advisory locks</a>
     */
    public void acquire(Collection<String> names) {
        requireTransaction();
        requireNothingRead();
        List<Long> keys = keys(names.stream());
        if (!keys.isEmpty()) {
            timed(() -> database.createNativeQuery(ACQUIRE, Long.class).setParameter("keys", keys.toArray(Long[]::new)).getSingleResult());
        }
        acquired().addAll(names);
    }

    /**
     * Acquires further locks without a wait. A transaction that has locks must not wait for others, which would break their order.
     *
     * @return whether all are acquired
     */
    public boolean tryAcquire(Collection<String> names) {
        boolean isAcquired = (Boolean) database.createNativeQuery(TRY_ACQUIRE, Boolean.class)
                .setParameter("keys", keys(names.stream()).toArray(Long[]::new)).getSingleResult();
        if (isAcquired) {
            acquired().addAll(names);
        }
        return isAcquired;
    }

    /**
     * Begins a rehearsal with keys, in a transaction that will be rolled back. Its results may be out of date at once, so only keys that the
     * schema keeps unique are locked: the server has no room for the locks on all keys of many requests.
     *
     * @param names as for {@link #acquire(Collection)}
     */
    void rehearse(Collection<String> names) {
        database.unwrap(Session.class).flush();
        database.unwrap(Session.class).clear();
        acquire(names.stream().filter(MatchBy::isUnique).toList());
        acquired().addAll(names);
    }

    /**
     * Acquires the locks on all keys of a request that changes a record by id, and on some that the record has now.
     *
     * @param present the kinds of key that the record has now; for others no statement is sent
     * @throws IllegalStateException outside a transaction, or if a record was read before
     */
    public void acquire(MatchKeys keys, RecordType type, long id, Set<MatchBy> present) {
        List<String> names = keys.lockNames();
        if (!present.isEmpty()) {
            database.unwrap(Session.class).createNativeQuery(PRESENT_KEYS.formatted(type.wireName()), Object[].class)
                    .setParameter("company", Caller.current().companyId()).setParameter("id", id).getResultStream().forEach(row -> {
                        MatchBy kind = MatchBy.values()[((Number) row[0]).intValue() - 1];
                        if (present.contains(kind)) {
                            names.add(kind.lockName(String.valueOf(row[1])));
                        }
                    });
        }
        acquire(names);
    }

    /** Returns whether this transaction has the lock. */
    public boolean isAcquired(String name) {
        return acquired().contains(name);
    }

    private Set<String> acquired() {
        return AcquiredLocks.of(this);
    }

    /**
     * Finds the record that a key matches, in one call. If the first key finds none, or {@code toChange} is set, this transaction then has
     * the locks on all keys of the request, as by {@link #acquire}. The call sees commits made during the wait, and flushed changes of this
     * transaction.
     *
     * @param toChange whether to lock the record as well; it then still has the key
     * @throws IllegalStateException outside a transaction, or if a record was read before
     */
    MatchLookup.Found find(MatchLookup lookup, boolean toChange) {
        requireTransaction();
        requireNothingRead();
        List<String> names = lookup.keys().lockNames();
        List<Long> locks = keys(names.stream());
        MatchLookup.Found found = timed(() -> database.unwrap(Session.class)
                .doReturningWork(connection -> lookup.run(connection, locks, toChange)));
        if (toChange || found.recordId().isEmpty() || found.hasOtherKeys()) {
            acquired().addAll(names);
        }
        return found;
    }

    /**
     * Finds the records of several requests of one kind, in one call, in their order.
     *
     * @throws IllegalStateException if this transaction lacks one of their locks
     */
    List<MatchLookup.Found> findAll(List<MatchLookup> lookups, boolean toChange) {
        if (lookups.stream().anyMatch(lookup -> !acquired().containsAll(lookup.keys().lockNames()))) {
            throw new IllegalStateException("several records are looked for under their locks only");
        }
        return database.unwrap(Session.class).doReturningWork(connection -> MatchLookup.runAll(connection, lookups, toChange));
    }

    /** Finds the record that a key matches without locks. The result may be out of date at once, as a dry run's may. */
    MatchLookup.Found preview(MatchLookup lookup) {
        return database.unwrap(Session.class).doReturningWork(connection -> lookup.run(connection, null, false));
    }

    private static void requireTransaction() {
        if (!TransactionSynchronizationManager.isActualTransactionActive()) {
            throw new IllegalStateException("a match lock is held by a transaction");
        }
    }

    /** Rejects records read before the wait: another record may match after it, but the session would return the cached one. */
    private void requireNothingRead() {
        Session session = database.unwrap(Session.class);
        if (session.getStatistics().getEntityCount() == 0) {
            return;
        }
        if (session.getManagedEntities().stream().anyMatch(Guarded.class::isInstance)) {
            throw new IllegalStateException("a record was read before its match lock");
        }
        session.flush();
        session.clear();
    }

    private <T> T timed(Supplier<T> wait) {
        return Objects.requireNonNull(Observation.createNotStarted("opportunities.match.lock", observations).observe(wait));
    }

    /** Sorts the keys, so that two requests never deadlock. */
    private static List<Long> keys(Stream<String> names) {
        return names.map(MatchLock::key).distinct().sorted().toList();
    }

    private static Long key(String name) {
        return ByteBuffer.wrap(Sha256.of(Caller.current().companyId() + ":" + name)).getLong();
    }
}
