package io.opportunities.crm.delivery;

import io.opportunities.crm.delivery.http.Attempt;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.random.RandomGenerator;

/**
 * The next delivery of a record whose last one failed.
 *
 * @param sequence of the event
 * @param attempts that failed; 0 if the event is not tried yet
 * @param firstAt time of the first one
 * @param nextAt time of the next one
 * @param isAsked whether the receiver named this time
 */
record Retry(long sequence, int attempts, Instant firstAt, Instant nextAt, boolean isAsked) {

    private static final Duration FIRST_PAUSE = Duration.ofMillis(250);
    private static final Duration MAX_PAUSE = Duration.ofHours(1);
    private static final int MAX_DOUBLINGS = 14;
    /** How long an event is tried. */
    private static final Duration PATIENCE = Duration.ofDays(1);

    static Retry first(long sequence, Instant now) {
        return new Retry(sequence, 0, now, now, false);
    }

    /** Returns the retry after another failure, empty after a day of them. */
    Optional<Retry> failed(Attempt attempt, Instant now, RandomGenerator random) {
        if (attempts > 0 && Duration.between(firstAt, now).compareTo(PATIENCE) >= 0) {
            return Optional.empty();
        }
        Duration pause = pause(attempts + 1, random);
        Duration asked = attempt.retryAfter().orElse(Duration.ZERO);
        boolean isLonger = asked.compareTo(pause) > 0;
        return Optional.of(new Retry(sequence, attempts + 1, attempts == 0 ? now : firstAt, now.plus(isLonger ? asked : pause), isLonger));
    }

    Retry at(Instant time) {
        return new Retry(sequence, attempts, firstAt, time, false);
    }

    /** Returns a quarter of a second after the first failure, twice as long after each further one, up to an hour; up to half of it less. */
    static Duration pause(int failures, RandomGenerator random) {
        Duration whole = FIRST_PAUSE.multipliedBy(1L << Math.clamp(failures - 1L, 0, MAX_DOUBLINGS));
        Duration longest = whole.compareTo(MAX_PAUSE) > 0 ? MAX_PAUSE : whole;
        return longest.minusMillis((long) (longest.toMillis() / 2.0 * random.nextDouble()));
    }
}
