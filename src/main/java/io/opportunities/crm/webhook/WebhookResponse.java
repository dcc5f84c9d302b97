package io.opportunities.crm.webhook;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A webhook in JSON, without its secret.
 *
 * @param triggers empty for all
 * @param failingSince time of the first failure after the last success
 * @param previousSecretUntil until when the secret before the last rotation signs too
 */
record WebhookResponse(long id, String url, List<String> triggers, @Nullable String description, boolean active, Status status,
        @Nullable Instant failingSince, @Nullable Instant previousSecretUntil, Instant createdAt, Instant updatedAt) {

    /** Whether deliveries succeed. */
    enum Status {
        ACTIVE, DEGRADED, OFF
    }
}
