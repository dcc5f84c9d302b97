package io.opportunities.identity.authentication;

import jakarta.validation.constraints.Positive;
import jakarta.validation.constraints.PositiveOrZero;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Limits of authentication failures; 0: no limit.
 *
 * @param keyFailuresPerMinute refused API keys from one client address
 * @param loginFailuresPerMinute wrong passwords from one client address
 * @param loginFailuresPerEmail wrong passwords for one e-mail from one client address, per minute
 * @param concurrentHashes maximum number of concurrent password hashes, each of which occupies a core; unset: half of the cores
 */
@ConfigurationProperties("opportunities.authentication")
public record AuthenticationSettings(@DefaultValue("300") @PositiveOrZero int keyFailuresPerMinute,
        @DefaultValue("30") @PositiveOrZero int loginFailuresPerMinute, @DefaultValue("10") @PositiveOrZero int loginFailuresPerEmail,
        @Positive @Nullable Integer concurrentHashes) {

    public int hashesAtOnce() {
        return concurrentHashes == null ? Math.max(1, Runtime.getRuntime().availableProcessors() / 2) : concurrentHashes;
    }
}
