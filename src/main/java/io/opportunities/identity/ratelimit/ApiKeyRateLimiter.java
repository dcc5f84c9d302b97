package io.opportunities.identity.ratelimit;

import io.github.bucket4j.BucketExceptions.BucketExecutionException;
import io.github.bucket4j.ConsumptionProbe;
import io.github.bucket4j.VerboseResult;
import io.github.bucket4j.util.concurrent.batch.BatchHelper.BatchFailedException;
import io.github.resilience4j.circuitbreaker.CallNotPermittedException;
import io.opportunities.web.error.ApiException;
import java.time.Duration;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/** Applies the rate limits of API keys to calls. */
@Component
public final class ApiKeyRateLimiter {

    private static final Logger LOG = LoggerFactory.getLogger(ApiKeyRateLimiter.class);
    private static final int SECONDS_OF_A_DAY = 86_400;

    private final RateLimitSettings settings;
    private final RateLimitBuckets buckets;
    private final InstantSource time;

    ApiKeyRateLimiter(RateLimitSettings settings, RateLimitBuckets buckets, InstantSource time) {
        this.settings = settings;
        this.buckets = buckets;
        this.time = time;
    }

    /**
     * Counts one call of a key. Most calls are counted in memory. Others take a connection for some milliseconds, so a transaction must not
     * call this: it would hold two connections.
     *
     * @return empty without a limit
     * @throws ApiException 503 if the database is unavailable
     */
    public Optional<RateLimitStatus> consume(long companyId, long keyId) {
        return limited(() -> {
            VerboseResult<ConsumptionProbe> spent = buckets.of(companyId, keyId).asVerbose().tryConsumeAndReturnRemaining(1);
            ConsumptionProbe probe = spent.getValue();
            return new RateLimitStatus(policies(spent.getDiagnostics()), probe.isConsumed(),
                    Duration.ofNanos(probe.getNanosToWaitForRefill()));
        });
    }

    /**
     * Counts the items of a bulk beyond the first as calls of its key, even beyond the limit. Later calls are rejected until they are
     * refilled.
     *
     * @return empty without a limit
     * @throws ApiException 503 if the database is unavailable
     */
    public Optional<RateLimitStatus> charge(long companyId, long keyId, int calls) {
        return calls == 0
                ? Optional.empty()
                : limited(() -> new RateLimitStatus(
                        policies(buckets.of(companyId, keyId).asVerbose().consumeIgnoringRateLimits(calls).getDiagnostics()), true,
                        Duration.ZERO));
    }

    private Optional<RateLimitStatus> limited(Supplier<RateLimitStatus> count) {
        if (settings.isDisabled()) {
            return Optional.empty();
        }
        try {
            return Optional.of(count.get());
        } catch (BucketExecutionException | BatchFailedException | CallNotPermittedException failure) {
            LOG.warn("The rate limit cannot be read: {}", failure.toString());
            throw ApiException.unavailable("the database cannot answer right now; try again");
        }
    }

    private List<RateLimitStatus.Policy> policies(VerboseResult.Diagnostics state) {
        long[] left = state.getAvailableTokensPerEachBandwidth();
        List<RateLimitStatus.Policy> policies = new ArrayList<>();
        if (settings.perSecond() > 0) {
            int limit = settings.perSecond();
            long untilFull = Math.max(1, Math.ceilDiv(limit - left[0], limit));
            policies.add(new RateLimitStatus.Policy("second", limit, 1, left[0], untilFull));
        }
        if (settings.perDay() > 0) {
            int passed = time.instant().atOffset(ZoneOffset.UTC).toLocalTime().toSecondOfDay();
            policies.add(
                    new RateLimitStatus.Policy("day", settings.perDay(), SECONDS_OF_A_DAY, left[left.length - 1],
                            SECONDS_OF_A_DAY - passed));
        }
        return policies;
    }
}
