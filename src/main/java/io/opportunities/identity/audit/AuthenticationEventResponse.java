package io.opportunities.identity.audit;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * An authentication event in JSON.
 *
 * @param reason only for a refused key
 * @param apiKeyId the key of the event; null for a password
 * @param userId the acting user, or the owner of the key or e-mail
 * @param address of the client; null for the service itself
 */
record AuthenticationEventResponse(long id, Instant at, AuthenticationEventType kind, @Nullable RefusalReason reason,
        @Nullable Long apiKeyId, long userId,
        @Nullable String address, @Nullable String requestId) {}
