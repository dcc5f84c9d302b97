package io.opportunities.identity.ratelimit;

import io.github.bucket4j.Bucket;
import io.github.bucket4j.EstimationProbe;
import io.opportunities.web.error.ApiException;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** Counts the failures of one key and its attempts in progress, which never exceed the remaining failures. */
public final class FailureCounter {

    static final Duration PERIOD = Duration.ofMinutes(1);

    private final @Nullable Bucket left;
    private int underWay;

    FailureCounter(int perMinute) {
        this.left = perMinute == 0
                ? null
                : Bucket.builder().addLimit(limit -> limit.capacity(perMinute).refillGreedy(perMinute, PERIOD)).build();
    }

    /** Counts a failure outside an attempt. */
    public void count() {
        if (left != null) {
            left.tryConsume(1);
        }
    }

    /**
     * Begins an attempt, which {@link #end} must follow. It waits while the attempts in progress equal the remaining failures.
     *
     * @param deadline of the wait, in terms of {@link System#nanoTime}
     * @throws TooManyFailuresException if no failure remains now
     * @throws ApiException 503 at the deadline
     */
    public synchronized void begin(long deadline) {
        while (left != null) {
            EstimationProbe next = left.estimateAbilityToConsume(underWay + 1L);
            if (next.canBeConsumed()) {
                break;
            }
            if (underWay == 0) {
                throw new TooManyFailuresException(Duration.ofNanos(next.getNanosToWaitForRefill()));
            }
            awaitEnd(deadline - System.nanoTime());
        }
        underWay++;
    }

    public synchronized void end(boolean failed) {
        underWay--;
        if (failed) {
            count();
        }
        notifyAll();
    }

    /** @return empty if the next attempt may start at once */
    Optional<Duration> untilNext() {
        long nanoseconds = left == null ? 0 : left.estimateAbilityToConsume(1).getNanosToWaitForRefill();
        return nanoseconds == 0 ? Optional.empty() : Optional.of(Duration.ofNanos(nanoseconds));
    }

    private void awaitEnd(long nanoseconds) {
        if (nanoseconds > 0) {
            try {
                TimeUnit.NANOSECONDS.timedWait(this, nanoseconds);
                return;
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }
        throw ApiException.unavailable("too many attempts are under way; try again");
    }
}
