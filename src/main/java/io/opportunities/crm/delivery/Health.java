package io.opportunities.crm.delivery;

import io.opportunities.crm.delivery.http.Attempt;
import io.opportunities.crm.lease.Lease;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.ThreadLocalRandom;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Whether the receiver of a webhook answers. After ten failures in a row only retries go to it, until one succeeds or a pause ends. */
final class Health {

    /** How long a receiver fails until its webhook counts as degraded. */
    static final Duration DEGRADED_AFTER = Duration.ofHours(24);

    private static final Logger LOG = LoggerFactory.getLogger(Health.class);

    private static final int MAX_FAILURES = 10;

    private @Nullable Instant failingSince;
    private int failures;
    private Instant pausedUntil = Instant.EPOCH;
    private boolean reported;

    /** @param failingSince time of the first failure after the last success; null if there is none */
    Health(@Nullable Instant failingSince) {
        this.failingSince = failingSince;
    }

    /** @return whether the receiver answers again after a pause */
    boolean note(Attempt attempt, Instant now, Lease webhook) {
        if (attempt.isDelivered()) {
            boolean back = failures >= MAX_FAILURES;
            failures = 0;
            failingSince = null;
            pausedUntil = Instant.EPOCH;
            reported = false;
            return back;
        }
        failures++;
        failingSince = failingSince == null ? now : failingSince;
        if (failures >= MAX_FAILURES) {
            pausedUntil = now.plus(Retry.pause(failures - MAX_FAILURES + 1, ThreadLocalRandom.current()));
        }
        if (!reported && Duration.between(failingSince, now).compareTo(DEGRADED_AFTER) >= 0) {
            LOG.warn("Webhook {} of company {} is degraded: every delivery failed since {}, the last with: {}", webhook.recordId(),
                    webhook.companyId(), failingSince, attempt.status() == null ? attempt.response() : attempt.status());
            reported = true;
        }
        return false;
    }

    boolean isPaused(Instant now) {
        return now.isBefore(pausedUntil);
    }

    @Nullable
    Instant failingSince() {
        return failingSince;
    }
}
