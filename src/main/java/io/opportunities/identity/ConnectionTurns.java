package io.opportunities.identity;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import java.time.Duration;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;

/**
 * Sends as many transactions to the pool at a time as it has connections, in the order they came. Who waits in the pool itself may be
 * overtaken, and has the pool ask, each time, whether to grow. What asks the pool without a transaction waits there as before.
 */
final class ConnectionTurns {

    /** With the time-outs of the pool and of what is tried again it stays within the five seconds of a refusal. */
    private static final Duration PATIENCE = Duration.ofSeconds(1);

    private final Turns turns;
    private final Timer waits;

    ConnectionTurns(int connections, MeterRegistry meters) {
        this.turns = new Turns(connections);
        this.waits = meters.timer("opportunities.transactions.wait");
        Gauge.builder("opportunities.transactions.waiting", turns, Semaphore::getQueueLength).register(meters);
    }

    /** Waits for a turn. Whoever has lost patience or is interrupted goes on as if it had one: it is the pool that says that there is no connection. */
    void begin() {
        waits.record(turns::take);
    }

    void end() {
        turns.release();
    }

    /** May owe some: what was taken though there was none is given back like any other. */
    private static final class Turns extends Semaphore {

        private static final long serialVersionUID = 1;

        Turns(int connections) {
            super(connections, true);
        }

        void take() {
            if (!takeOneThatIsThere()) {
                reducePermits(1);
            }
        }

        private boolean takeOneThatIsThere() {
            try {
                return tryAcquire(PATIENCE.toMillis(), TimeUnit.MILLISECONDS);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                return false;
            }
        }
    }
}
