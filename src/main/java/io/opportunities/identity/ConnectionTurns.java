package io.opportunities.identity;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;

/**
 * Sends as many transactions to the pool at a time as it has connections, in the order they came. Who waits in the pool itself may be
 * overtaken, and has the pool ask, each time, whether to grow.
 */
final class ConnectionTurns {

    /** In milliseconds. With the pool's own time-out it is what a request may wait for a connection. */
    private static final int PATIENCE = 1_000;

    private final Turns left;
    private final Timer waits;

    ConnectionTurns(int connections, MeterRegistry meters) {
        this.left = new Turns(connections);
        this.waits = meters.timer("opportunities.transactions.wait");
        Gauge.builder("opportunities.transactions.waiting", left, Semaphore::getQueueLength).register(meters);
    }

    /** Waits for a turn. Whoever has lost patience or is interrupted goes on as if it had one: it is the pool that says that there is no connection. */
    void begin() {
        waits.record(left::take);
    }

    void end() {
        left.release();
    }

    private static final class Turns extends Semaphore {

        private static final long serialVersionUID = 1;

        Turns(int connections) {
            super(connections, true);
        }

        void take() {
            if (!taken()) {
                reducePermits(1);
            }
        }

        private boolean taken() {
            try {
                return tryAcquire(PATIENCE, TimeUnit.MILLISECONDS);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                return false;
            }
        }
    }
}
