package io.opportunities.ratelimit;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.github.bucket4j.Bandwidth;
import io.github.bucket4j.BucketConfiguration;
import io.github.bucket4j.ConfigurationBuilder;
import io.github.bucket4j.distributed.BucketProxy;
import io.github.bucket4j.distributed.ExpirationAfterWriteStrategy;
import io.github.bucket4j.distributed.jdbc.PrimaryKeyMapper;
import io.github.bucket4j.distributed.proxy.optimization.DelayParameters;
import io.github.bucket4j.distributed.proxy.optimization.Optimization;
import io.github.bucket4j.distributed.proxy.optimization.Optimizations;
import io.github.bucket4j.postgresql.Bucket4jPostgreSQL;
import io.github.bucket4j.postgresql.PostgreSQLSelectForUpdateBasedProxyManager;
import java.time.Duration;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import javax.sql.DataSource;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;

/**
 * The buckets of API keys: in PostgreSQL, where all replicas share them, with a part in memory that most calls are counted in.
 *
 * <p>
 * A replica counts on its own up to a tenth of the limit, and for up to a second, before it tells the others. So with n replicas at most n
 * tenths of the limit are let through too much, at one time: what was used is booked in any case, below zero if need be, and the calls that
 * follow wait until it is made up for. A key that is no longer in the memory of a replica, which holds the 10,000 that were last used,
 * loses what was not told, at most a tenth again.
 *
 * @see <a href="https://bucket4j.com/8.18.0/toc.html">Bucket4j</a>
 */
@Component
final class Buckets {

    private static final Duration DAY = Duration.ofDays(1);
    private static final Duration KEPT_WHEN_FULL = Duration.ofMinutes(1);
    private static final Duration KEPT_IN_MEMORY = Duration.ofMinutes(10);
    private static final Duration UNTOLD = Duration.ofSeconds(1);
    private static final int UNTOLD_PART = 10;
    private static final int MOST_IN_MEMORY = 10_000;
    private static final int REMOVED_AT_ONCE = 1_000;

    private final Cache<String, BucketProxy> inMemory = Caffeine.newBuilder()
            .maximumSize(MOST_IN_MEMORY).expireAfterAccess(KEPT_IN_MEMORY).build();
    private final RateLimitSettings settings;
    private final InstantSource time;
    private final PostgreSQLSelectForUpdateBasedProxyManager<String> shared;
    private final Optimization counting;

    Buckets(RateLimitSettings settings, DataSource pool, InstantSource time) {
        this.settings = settings;
        this.time = time;
        this.shared = Bucket4jPostgreSQL.selectForUpdateBasedBuilder(new ImpatientConnections(pool))
                .primaryKeyMapper(PrimaryKeyMapper.STRING)
                .table("rate_limit_bucket")
                .expirationAfterWrite(ExpirationAfterWriteStrategy.basedOnTimeForRefillingBucketUpToMax(KEPT_WHEN_FULL))
                .build();
        this.counting = Optimizations.delaying(new DelayParameters(Math.max(1, settings.tightest() / UNTOLD_PART), UNTOLD));
    }

    /** The bucket of a key. Other limits make another bucket, so that replicas that are being given new ones do not disturb each other. */
    BucketProxy of(long companyId, long keyId) {
        String id = "%d/%d/%d/%d".formatted(companyId, keyId, settings.perSecond(), settings.perDay());
        return inMemory.get(id, key -> shared.builder().withOptimization(counting).build(key, this::configuration));
    }

    @Scheduled(fixedDelay = 60_000, initialDelay = 60_000)
    void removeExpired() {
        int removed = REMOVED_AT_ONCE;
        while (removed == REMOVED_AT_ONCE) {
            removed = shared.removeExpired(REMOVED_AT_ONCE);
        }
    }

    private BucketConfiguration configuration() {
        ConfigurationBuilder limits = BucketConfiguration.builder();
        if (settings.perSecond() > 0) {
            limits.addLimit(Bandwidth.builder().capacity(settings.perSecond())
                    .refillGreedy(settings.perSecond(), Duration.ofSeconds(1)).build());
        }
        if (settings.perDay() > 0) {
            limits.addLimit(Bandwidth.builder().capacity(settings.perDay())
                    .refillIntervallyAligned(settings.perDay(), DAY, time.instant().truncatedTo(ChronoUnit.DAYS).plus(DAY)).build());
        }
        return limits.build();
    }
}
