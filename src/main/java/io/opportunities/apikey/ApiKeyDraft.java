package io.opportunities.apikey;

import io.opportunities.identity.KeyScope;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** An API key as checked input. */
public record ApiKeyDraft(@Nullable String name, @Nullable String description, KeyScope scope, @Nullable Instant expiresAt) {

    /** A key for everything, without an end. */
    public static ApiKeyDraft full(String name) {
        return new ApiKeyDraft(name, null, KeyScope.FULL, null);
    }
}
