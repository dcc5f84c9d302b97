package io.opportunities.common.metrics;

import io.micrometer.core.instrument.MeterRegistry;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionSynchronization;
import org.springframework.transaction.support.TransactionSynchronizationManager;

/** Counts work after its commit, and never after a rollback. */
@Component
public final class AfterCommitCounter {

    private final MeterRegistry meters;

    AfterCommitCounter(MeterRegistry meters) {
        this.meters = meters;
    }

    /**
     * Counts one after the commit of the current transaction.
     *
     * @param tags names and values in turn; few values each, none of them from a client
     * @throws IllegalStateException outside a transaction
     */
    public void count(String metric, String... tags) {
        TransactionSynchronizationManager.registerSynchronization(new TransactionSynchronization() {

            @Override
            public void afterCommit() {
                meters.counter(metric, tags).increment();
            }
        });
    }
}
