package io.opportunities.identity.authentication;

import io.github.resilience4j.bulkhead.Bulkhead;
import io.github.resilience4j.bulkhead.BulkheadConfig;
import io.github.resilience4j.bulkhead.BulkheadFullException;
import io.opportunities.web.error.ApiException;
import java.time.Duration;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.springframework.security.crypto.password.PasswordEncoder;

/** Limits concurrent password hashes. Each occupies a core for a tenth of a second, so a flood of passwords would occupy all cores. */
public final class BoundedPasswordEncoder implements PasswordEncoder {

    private static final Duration MAX_WAIT = Duration.ofSeconds(5);

    private final PasswordEncoder encoder;
    private final Bulkhead bulkhead;

    public BoundedPasswordEncoder(PasswordEncoder encoder, int atOnce) {
        this.encoder = encoder;
        this.bulkhead = Bulkhead.of("passwords",
                BulkheadConfig.custom().maxConcurrentCalls(atOnce).maxWaitDuration(MAX_WAIT).build());
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
