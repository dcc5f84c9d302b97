package io.opportunities.matching;

import io.micrometer.observation.Observation;
import io.micrometer.observation.ObservationRegistry;
import io.opportunities.common.Sha256;
import io.opportunities.identity.Caller;
import jakarta.persistence.EntityManager;
import java.nio.ByteBuffer;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.hibernate.Session;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionSynchronizationManager;

/** Makes requests that share a value wait for each other, on all nodes, and no others. */
@Component
public final class MatchLock {

    private static final String HOLD = "select count(pg_advisory_xact_lock(key)) from unnest(:keys) as key";

    private final EntityManager database;
    private final ObservationRegistry observations;

    MatchLock(EntityManager database, ObservationRegistry observations) {
        this.database = database;
        this.observations = observations;
    }

    /**
     * Waits for and holds the locks on all keys of a record until the transaction ends. What others committed while it waited is seen by
     * the next statement, not by one that has begun: look after holding, in a statement of its own.
     *
     * @param names normalised keys; equal names of one company exclude each other, across all nodes
     * @throws IllegalStateException outside a transaction
     * @see <a href="https://www.postgresql.org/docs/current/explicit-locking.html#ADVISORY-LOCKS">PostgreSQL, advisory locks</a>
     */
    public void hold(Collection<String> names) {
        requireTransaction();
        List<Long> keys = keys(names.stream());
        if (!keys.isEmpty()) {
            timed(() -> database.createNativeQuery(HOLD, Long.class).setParameter("keys", keys.toArray(Long[]::new)).getSingleResult());
        }
    }

    /**
     * Looks for the record that a key matches, in one call. Only where there is none, or it is to be changed, are the locks on all keys of the
     * request held first, as {@link #hold} does; what was committed meanwhile is seen, and of this transaction what was flushed.
     *
     * @param kind of record, by the name of its entity
     * @param moreNames what else is to be held
     * @param toChange whether the record itself is locked as well; it still has the key then
     * @return the active record with the lowest id that has the key, empty where there is none or no key
     * @throws IllegalStateException outside a transaction
     */
    Optional<Found> find(String kind, MatchBy by, MatchKeys keys, Collection<String> moreNames, boolean toChange) {
        requireTransaction();
        String call = "select record_id, matches from find_%s_by_%s(?, ?, ?, ?)".formatted(kind.toLowerCase(Locale.ROOT), by.column());
        Look look = new Look(call, by.of(keys), keys(Stream.concat(keys.lockNames().stream(), moreNames.stream())), toChange);
        return timed(() -> database.unwrap(Session.class).doReturningWork(look::in));
    }

    private static void requireTransaction() {
        if (!TransactionSynchronizationManager.isActualTransactionActive()) {
            throw new IllegalStateException("a match lock is held by a transaction");
        }
    }

    private <T> T timed(Supplier<T> wait) {
        return Objects.requireNonNull(Observation.createNotStarted("opportunities.match.lock", observations).observe(wait));
    }

    /** In one order for all, so that two requests never wait for each other in a circle. */
    private static List<Long> keys(Stream<String> names) {
        return names.map(MatchLock::key).distinct().sorted().toList();
    }

    private static Long key(String name) {
        return ByteBuffer.wrap(Sha256.of(Caller.current().companyId() + ":" + name)).getLong();
    }

    /** A record that was found, and of how many. */
    record Found(long recordId, long matches) {}

    /** A look by one function, past Hibernate, which would ask the driver anew what the columns of a statement of ours are. */
    private record Look(String call, @Nullable String key, List<Long> locks, boolean toChange) {

        private Optional<Found> in(Connection connection) throws SQLException {
            try (PreparedStatement statement = connection.prepareStatement(call)) {
                statement.setLong(1, Caller.current().companyId());
                statement.setString(2, key);
                statement.setArray(3, connection.createArrayOf("bigint", locks.toArray(Long[]::new)));
                statement.setBoolean(4, toChange);
                try (ResultSet row = statement.executeQuery()) {
                    row.next();
                    long id = row.getLong(1);
                    return row.wasNull() ? Optional.empty() : Optional.of(new Found(id, row.getLong(2)));
                }
            }
        }
    }
}
