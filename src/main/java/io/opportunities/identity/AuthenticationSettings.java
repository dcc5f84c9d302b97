package io.opportunities.identity;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.jspecify.annotations.Nullable;

/**
 * How many failures to authenticate are put up with; 0: any number.
 *
 * @param keyFailuresPerMinute refused API keys from one client address
 * @param loginFailuresPerMinute wrong passwords from one client address
 * @param loginFailuresPerEmail wrong passwords for one e-mail from one client address, per minute
 * @param concurrentHashes passwords that are hashed at once, each of which keeps a core busy; unset: half of the cores
 */
@ConfigurationProperties("opportunities.authentication")
record AuthenticationSettings(@DefaultValue("300") int keyFailuresPerMinute, @DefaultValue("30") int loginFailuresPerMinute,
        @DefaultValue("10") int loginFailuresPerEmail, @Nullable Integer concurrentHashes) {

    AuthenticationSettings {
        require(keyFailuresPerMinute >= 0, "key-failures-per-minute must be 0 or more", keyFailuresPerMinute);
        require(loginFailuresPerMinute >= 0, "login-failures-per-minute must be 0 or more", loginFailuresPerMinute);
        require(loginFailuresPerEmail >= 0, "login-failures-per-email must be 0 or more", loginFailuresPerEmail);
        require(concurrentHashes == null || concurrentHashes > 0, "concurrent-hashes must be at least 1", concurrentHashes);
    }

    int hashesAtOnce() {
        return concurrentHashes == null ? Math.max(1, Runtime.getRuntime().availableProcessors() / 2) : concurrentHashes;
    }

    private static void require(boolean right, String rule, @Nullable Integer was) {
        if (!right) {
            throw new IllegalArgumentException("opportunities.authentication.%s; was %s".formatted(rule, was));
        }
    }
}
