package io.opportunities.common;

import io.micrometer.core.instrument.MeterRegistry;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionSynchronization;
import org.springframework.transaction.support.TransactionSynchronizationManager;

/** Counts what was done once it is: what is rolled back never was. */
@Component
public final class Committed {

    private final MeterRegistry meters;

    Committed(MeterRegistry meters) {
        this.meters = meters;
    }

    /**
     * Counts one when the running transaction has committed.
     *
     * @param tags names and values in turn; few values each, none of which a client can make up
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
