package io.opportunities.identity.ratelimit;

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
 * The buckets of API keys: in PostgreSQL, shared by all replicas, with a part in memory that counts most calls.
 *
 * <p> A replica counts up to a tenth of the limit, and for up to a second, before it synchronises. With n replicas, an excess of at most n
 * tenths of the limit is possible at one time. The excess is booked, below zero if necessary, and later calls wait until it is refilled. A
 * replica holds the 10,000 most recently used keys in memory. For an evicted key it loses the unsynchronised calls, at most a tenth of the
 * limit.
 *
 * @see <a href="https://bucket4j.com/8.18.0/toc.html">Bucket4j</a>
 */
@Component
final class RateLimitBuckets {

    private static final Duration DAY = Duration.ofDays(1);
    private static final Duration FULL_BUCKET_RETENTION = Duration.ofMinutes(1);
    private static final Duration MEMORY_RETENTION = Duration.ofMinutes(10);
    private static final Duration SYNC_INTERVAL = Duration.ofSeconds(1);
    private static final int UNSYNCED_DIVISOR = 10;
    private static final int MAX_IN_MEMORY = 10_000;
    private static final int REMOVAL_BATCH_SIZE = 1_000;

    private final Cache<String, BucketProxy> inMemory = Caffeine.newBuilder()
            .maximumSize(MAX_IN_MEMORY).expireAfterAccess(MEMORY_RETENTION).build();
    private final RateLimitSettings settings;
    private final InstantSource time;
    private final PostgreSQLSelectForUpdateBasedProxyManager<String> shared;
    private final Optimization counting;

    RateLimitBuckets(RateLimitSettings settings, DataSource pool, InstantSource time) {
        this.settings = settings;
        this.time = time;
        this.shared = Bucket4jPostgreSQL.selectForUpdateBasedBuilder(new FailFastDataSource(pool))
                .primaryKeyMapper(PrimaryKeyMapper.STRING)
                .table("rate_limit_bucket")
                .expirationAfterWrite(ExpirationAfterWriteStrategy.basedOnTimeForRefillingBucketUpToMax(FULL_BUCKET_RETENTION))
                .build();
        this.counting = Optimizations.delaying(new DelayParameters(Math.max(1, settings.tightest() / UNSYNCED_DIVISOR), SYNC_INTERVAL));
    }

    /**
     * Returns the bucket of a key. Different limits use different buckets, so that replicas do not disturb each other during a change of
     * the settings.
     */
    BucketProxy of(long companyId, long keyId) {
        String id = "%d/%d/%d/%d".formatted(companyId, keyId, settings.perSecond(), settings.perDay());
        return inMemory.get(id, key -> shared.builder().withOptimization(counting).build(key, this::configuration));
    }

    @Scheduled(fixedDelay = 60_000, initialDelay = 60_000)
    void removeExpired() {
        int removed = REMOVAL_BATCH_SIZE;
        while (removed == REMOVAL_BATCH_SIZE) {
            removed = shared.removeExpired(REMOVAL_BATCH_SIZE);
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
