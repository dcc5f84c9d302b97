package io.opportunities.audit;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * An authentication event on the wire.
 *
 * @param reason only where a key was refused
 * @param apiKeyId the key it is about; null where a password came
 * @param userId who acted, or whose key or e-mail came
 * @param address of the client; null where the service itself acted
 */
record AuthenticationEventResponse(long id, Instant at, Kind kind, @Nullable Reason reason, @Nullable Long apiKeyId, long userId,
        @Nullable String address, @Nullable String requestId) {}
