package io.opportunities.matching;

import java.util.HashSet;
import java.util.Set;
import org.springframework.transaction.support.TransactionSynchronization;
import org.springframework.transaction.support.TransactionSynchronizationManager;

/**
 * The names of the locks of a transaction, bound to its thread while it is the current one.
 *
 * @param owner which acquires them
 */
record AcquiredLocks(Object owner, Set<String> names) implements TransactionSynchronization {

    /** Returns the names of the current transaction, to which further ones may be added. */
    static Set<String> of(Object owner) {
        if (TransactionSynchronizationManager.getResource(owner) instanceof AcquiredLocks bound) {
            return bound.names;
        }
        AcquiredLocks acquired = new AcquiredLocks(owner, new HashSet<>());
        acquired.resume();
        TransactionSynchronizationManager.registerSynchronization(acquired);
        return acquired.names;
    }

    @Override
    public void suspend() {
        TransactionSynchronizationManager.unbindResource(owner);
    }

    @Override
    public void resume() {
        TransactionSynchronizationManager.bindResource(owner, this);
    }

    @Override
    public void afterCompletion(int status) {
        TransactionSynchronizationManager.unbindResourceIfPossible(owner);
    }
}
