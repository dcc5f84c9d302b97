package io.opportunities.ratelimit;

import io.github.bucket4j.BucketExceptions.BucketExecutionException;
import io.github.bucket4j.ConsumptionProbe;
import io.github.bucket4j.VerboseResult;
import io.github.bucket4j.util.concurrent.batch.BatchHelper.BatchFailedException;
import io.github.resilience4j.circuitbreaker.CallNotPermittedException;
import io.opportunities.common.ApiException;
import java.time.Duration;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/** The limits of API keys, as calls meet them. */
@Component
public final class KeyLimits {

    private static final Logger LOG = LoggerFactory.getLogger(KeyLimits.class);
    private static final int SECONDS_OF_A_DAY = 86_400;

    private final RateLimitSettings settings;
    private final Buckets buckets;
    private final InstantSource time;

    KeyLimits(RateLimitSettings settings, Buckets buckets, InstantSource time) {
        this.settings = settings;
        this.buckets = buckets;
        this.time = time;
    }

    /**
     * Counts one call of a key. Mostly in memory; else it takes a connection of the pool for some milliseconds, and must not be called
     * within a transaction, which would hold two.
     *
     * @return empty where no limit is on
     * @throws ApiException 503 where the database cannot be reached
     */
    public Optional<Allowance> spend(long companyId, long keyId) {
        if (settings.isOff()) {
            return Optional.empty();
        }
        try {
            return Optional.of(allowance(buckets.of(companyId, keyId).asVerbose().tryConsumeAndReturnRemaining(1)));
        } catch (BucketExecutionException | BatchFailedException | CallNotPermittedException failure) {
            LOG.warn("The rate limit cannot be read: {}", failure.toString());
            throw ApiException.unavailable("the database cannot answer right now; try again");
        }
    }

    private Allowance allowance(VerboseResult<ConsumptionProbe> spent) {
        long[] left = spent.getDiagnostics().getAvailableTokensPerEachBandwidth();
        List<Allowance.Policy> policies = new ArrayList<>();
        if (settings.perSecond() > 0) {
            int limit = settings.perSecond();
            long untilFull = Math.max(1, Math.ceilDiv(limit - left[0], limit));
            policies.add(new Allowance.Policy("second", limit, 1, left[0], untilFull));
        }
        if (settings.perDay() > 0) {
            int passed = time.instant().atOffset(ZoneOffset.UTC).toLocalTime().toSecondOfDay();
            policies.add(
                    new Allowance.Policy("day", settings.perDay(), SECONDS_OF_A_DAY, left[left.length - 1], SECONDS_OF_A_DAY - passed));
        }
        ConsumptionProbe probe = spent.getValue();
        return new Allowance(policies, probe.isConsumed(), Duration.ofNanos(probe.getNanosToWaitForRefill()));
    }
}
