package io.opportunities.matching;

import io.micrometer.observation.Observation;
import io.micrometer.observation.ObservationRegistry;
import io.opportunities.common.Sha256;
import io.opportunities.identity.Caller;
import jakarta.persistence.EntityManager;
import java.nio.ByteBuffer;
import java.util.Collection;
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
        if (!TransactionSynchronizationManager.isActualTransactionActive()) {
            throw new IllegalStateException("a match lock is held by a transaction");
        }
        // in one order for all, so that two requests never wait for each other in a circle
        Long[] keys = names.stream().map(MatchLock::key).distinct().sorted().toArray(Long[]::new);
        if (keys.length > 0) {
            Observation.createNotStarted("opportunities.match.lock", observations)
                    .observe(() -> database.createNativeQuery(HOLD, Long.class).setParameter("keys", keys).getSingleResult());
        }
    }

    private static Long key(String name) {
        return ByteBuffer.wrap(Sha256.of(Caller.current().companyId() + ":" + name)).getLong();
    }
}
