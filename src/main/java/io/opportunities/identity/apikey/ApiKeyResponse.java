package io.opportunities.identity.apikey;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonInclude.Include;
import io.opportunities.identity.ApiKeyScope;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * An API key in JSON, always without its token.
 *
 * @param prefix the first characters of the token, for recognition
 * @param deprecatedPathCalls number of calls of a deprecated path such as {@code /requests}
 * @param deprecatedPathLastUsedAt time of the last such call
 */
record ApiKeyResponse(long id, long userId, @JsonInclude(Include.NON_NULL) @Nullable String name, @Nullable String description,
        String prefix, ApiKeyScope scope,
        Instant createdAt, @Nullable Instant expiresAt, @Nullable Instant lastUsedAt, long deprecatedPathCalls,
        @Nullable Instant deprecatedPathLastUsedAt) {

    /**
     * The response to the creation of a key.
     *
     * @param token appears in this response only
     */
    record Created(String token, long id, long companyId, @JsonInclude(Include.NON_NULL) @Nullable String name,
            @Nullable String description, String email) {

        @Override
        public String toString() {
            return "Created[" + id + "]";
        }
    }
}
