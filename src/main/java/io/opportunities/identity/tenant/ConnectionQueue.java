package io.opportunities.identity.tenant;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import io.opportunities.identity.Caller;
import io.opportunities.web.error.ApiException;
import java.time.Duration;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;

/**
 * Admits as many transactions to the pool as it has connections, in the order of arrival. In the pool itself a waiting transaction may be
 * overtaken, and the pool checks each time whether to grow. Access to the pool without a transaction does not use this queue.
 */
final class ConnectionQueue {

    /** With the timeouts of the pool and of retries, it ends within the five seconds of a rejection. */
    private static final Duration TIMEOUT = Duration.ofSeconds(1);

    private final CompanyConnectionLimit shares;
    private final Permits permits;
    private final Timer waits;

    ConnectionQueue(int connections, CompanyConnectionLimit shares, MeterRegistry meters) {
        this.shares = shares;
        this.permits = new Permits(connections);
        this.waits = meters.timer("opportunities.transactions.wait");
        Gauge.builder("opportunities.transactions.waiting", this, waiting -> shares.waiting() + permits.getQueueLength()).register(meters);
    }

    /**
     * Waits for the share of the caller's company, and then for a permit. After a second in total, or an interrupt, a transaction continues
     * without a permit. The pool then reports that there is no connection.
     *
     * @throws ApiException 503 if the share of the company is in use for too long
     */
    void begin() {
        waits.record(() -> {
            long begun = System.nanoTime();
            shares.acquire(Caller.find().map(Caller::companyId).orElse(null));
            permits.acquire(TIMEOUT.minusNanos(System.nanoTime() - begun));
        });
    }

    void end() {
        permits.release();
        shares.release();
    }

    /** May have a negative balance: a permit taken without availability is released like any other. */
    private static final class Permits extends Semaphore {

        private static final long serialVersionUID = 1;

        Permits(int connections) {
            super(connections, true);
        }

        void acquire(Duration timeout) {
            if (!tryAcquire(timeout)) {
                reducePermits(1);
            }
        }

        private boolean tryAcquire(Duration timeout) {
            try {
                return tryAcquire(timeout.toMillis(), TimeUnit.MILLISECONDS);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                return false;
            }
        }
    }
}
