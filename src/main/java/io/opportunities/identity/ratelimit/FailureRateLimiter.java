package io.opportunities.identity.ratelimit;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.opportunities.common.Sha256;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.Optional;

/**
 * Limits failures per minute and key.
 *
 * <p> Each replica counts for itself: a flood of failures must cost no statement, and must be stopped while the database is unavailable.
 * Together n replicas permit n times the limit. A key is stored as its digest, so its length costs no memory.
 */
public final class FailureRateLimiter {

    private static final Duration RETENTION = FailureCounter.PERIOD.multipliedBy(2);
    private static final int MAX_COUNTERS = 10_000;

    private final int perMinute;
    private final Cache<ByteBuffer, FailureCounter> all = Caffeine.newBuilder().maximumSize(MAX_COUNTERS).expireAfterAccess(RETENTION)
            .build();

    /** @param perMinute 0: no limit */
    public FailureRateLimiter(int perMinute) {
        this.perMinute = perMinute;
    }

    /** @return the wait after too many failures; otherwise empty, and no attempt is counted */
    public Optional<Duration> wait(String key) {
        return Optional.ofNullable(all.getIfPresent(digest(key))).flatMap(FailureCounter::untilNext);
    }

    public FailureCounter of(String key) {
        return perMinute == 0 ? new FailureCounter(0) : all.get(digest(key), first -> new FailureCounter(perMinute));
    }

    private static ByteBuffer digest(String key) {
        return ByteBuffer.wrap(Sha256.of(key));
    }
}
