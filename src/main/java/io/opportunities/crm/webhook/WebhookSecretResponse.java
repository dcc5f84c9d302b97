package io.opportunities.crm.webhook;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A webhook with its new secret, in the only response that has it. */
record WebhookSecretResponse(long id, String url, List<String> triggers, @Nullable String description, boolean active,
        WebhookResponse.Status status, @Nullable Instant failingSince, @Nullable Instant previousSecretUntil, Instant createdAt,
        Instant updatedAt, String secret) {

    @Override
    public String toString() {
        return "WebhookSecretResponse[id=" + id + ", updatedAt=" + updatedAt + "]";
    }
}
