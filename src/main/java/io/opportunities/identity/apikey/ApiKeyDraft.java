package io.opportunities.identity.apikey;

import io.opportunities.identity.ApiKeyScope;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** A validated new API key. */
public record ApiKeyDraft(@Nullable String name, @Nullable String description, ApiKeyScope scope, @Nullable Instant expiresAt) {

    /** Creates a key with the full scope and no expiry. */
    public static ApiKeyDraft full(String name) {
        return new ApiKeyDraft(name, null, ApiKeyScope.FULL, null);
    }
}
