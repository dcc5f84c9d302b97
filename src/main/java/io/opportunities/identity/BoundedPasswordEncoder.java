package io.opportunities.identity;

import io.github.resilience4j.bulkhead.Bulkhead;
import io.github.resilience4j.bulkhead.BulkheadConfig;
import io.github.resilience4j.bulkhead.BulkheadFullException;
import io.opportunities.common.ApiException;
import java.time.Duration;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.springframework.security.crypto.password.PasswordEncoder;

/** Hashes few passwords at once: each keeps a core busy for a tenth of a second, and whoever sends enough of them would have all cores. */
final class BoundedPasswordEncoder implements PasswordEncoder {

    private static final Duration PATIENCE = Duration.ofSeconds(2);

    private final PasswordEncoder encoder;
    private final Bulkhead bulkhead;

    BoundedPasswordEncoder(PasswordEncoder encoder, int atOnce) {
        this.encoder = encoder;
        this.bulkhead = Bulkhead.of("passwords",
                BulkheadConfig.custom().maxConcurrentCalls(atOnce).maxWaitDuration(PATIENCE).build());
    }

    @Override
    public @Nullable String encode(@Nullable CharSequence password) {
        return bounded(() -> encoder.encode(password));
    }

    @Override
    public boolean matches(@Nullable CharSequence password, @Nullable String hash) {
        return Boolean.TRUE.equals(bounded(() -> encoder.matches(password, hash)));
    }

    @Override
    public boolean upgradeEncoding(@Nullable String hash) {
        return encoder.upgradeEncoding(hash);
    }

    private <T extends @Nullable Object> T bounded(Supplier<T> hashing) {
        try {
            return bulkhead.executeSupplier(hashing);
        } catch (BulkheadFullException busy) {
            throw ApiException.unavailable("too many passwords are being checked; try again");
        }
    }
}
