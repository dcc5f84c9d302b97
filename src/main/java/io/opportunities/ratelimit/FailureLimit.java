package io.opportunities.ratelimit;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.github.bucket4j.Bucket;
import java.time.Duration;
import java.util.Optional;

/**
 * How often something may fail in a minute, for each key.
 *
 * <p>
 * Counted by each replica for itself: a flood of failures must cost no statement, and be stopped while the database is away. Together n
 * replicas let n times the limit through.
 */
public final class FailureLimit {

    private static final Duration PERIOD = Duration.ofMinutes(1);
    private static final int MOST = 50_000;
    private static final int LONGEST_KEY = 320;

    private final int perMinute;
    private final Cache<String, Bucket> buckets = Caffeine.newBuilder().maximumSize(MOST).expireAfterAccess(PERIOD.multipliedBy(2)).build();

    /** @param perMinute 0: no limit */
    public FailureLimit(int perMinute) {
        this.perMinute = perMinute;
    }

    /** @return how long to wait, where there were too many failures; else empty, and nothing is counted */
    public Optional<Duration> wait(String key) {
        Bucket known = buckets.getIfPresent(cut(key));
        return known == null ? Optional.empty() : waiting(known.estimateAbilityToConsume(1).getNanosToWaitForRefill());
    }

    /** Counts a failure, or what will be one unless {@link #forgive} follows. @return as {@link #wait} */
    public Optional<Duration> count(String key) {
        return perMinute == 0
                ? Optional.empty()
                : waiting(buckets.get(cut(key), first -> full()).tryConsumeAndReturnRemaining(1).getNanosToWaitForRefill());
    }

    /** Takes one back that was counted and was none. */
    public void forgive(String key) {
        Bucket known = buckets.getIfPresent(cut(key));
        if (known != null) {
            known.addTokens(1);
        }
    }

    private Bucket full() {
        return Bucket.builder().addLimit(limit -> limit.capacity(perMinute).refillGreedy(perMinute, PERIOD)).build();
    }

    private static Optional<Duration> waiting(long nanoseconds) {
        return nanoseconds == 0 ? Optional.empty() : Optional.of(Duration.ofNanos(nanoseconds));
    }

    /** What clients send is a part of it, and must not fill the memory. */
    private static String cut(String key) {
        return key.length() > LONGEST_KEY ? key.substring(0, LONGEST_KEY) : key;
    }
}
