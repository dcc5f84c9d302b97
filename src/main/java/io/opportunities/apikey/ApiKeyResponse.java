package io.opportunities.apikey;

import io.opportunities.identity.KeyScope;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * An API key on the wire, never with its token.
 *
 * @param prefix the first characters of the token, to recognise it by
 * @param deprecatedPathCalls how often it called a deprecated path such as {@code /requests}
 * @param deprecatedPathLastUsedAt when it last did
 */
record ApiKeyResponse(long id, long userId, @Nullable String name, @Nullable String description, String prefix, KeyScope scope,
        Instant createdAt, @Nullable Instant expiresAt, @Nullable Instant lastUsedAt, long deprecatedPathCalls,
        @Nullable Instant deprecatedPathLastUsedAt) {

    /**
     * The answer to the making of a key.
     *
     * @param token shown this once
     */
    record Created(String token, long id, long companyId, @Nullable String name, @Nullable String description, String email) {

        @Override
        public String toString() {
            return "Created[" + id + "]";
        }
    }
}
