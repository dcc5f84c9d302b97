package io.opportunities.identity.authentication;

import io.opportunities.common.contact.EmailAddress;
import io.opportunities.common.metrics.RejectionCounter;
import io.opportunities.identity.ApiKeyToken;
import io.opportunities.identity.Caller;
import io.opportunities.identity.ClientAddress;
import io.opportunities.identity.ratelimit.FailureCounter;
import io.opportunities.identity.ratelimit.FailureRateLimiter;
import io.opportunities.identity.ratelimit.TooManyFailuresException;
import io.opportunities.web.error.ApiException;
import io.opportunities.web.error.RequestIdFilter;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Optional;
import java.util.function.Supplier;
import org.slf4j.MDC;
import org.springframework.security.authentication.BadCredentialsException;
import org.springframework.stereotype.Component;

/** Limits wrong keys and passwords, and reports attempts to the listener. */
@Component
final class AuthenticationThrottle {

    /** Maximum wait of a log-in for others in progress from its address or for its e-mail. The wait for its hash comes after that. */
    private static final Duration LOGIN_TIMEOUT = Duration.ofSeconds(5);

    private final FailureRateLimiter keys;
    private final FailureRateLimiter logins;
    private final FailureRateLimiter loginsOfEmail;
    private final AuthenticationAttempt.Listener listener;
    private final RejectionCounter refusals;
    private final InstantSource time;

    AuthenticationThrottle(AuthenticationSettings settings, AuthenticationAttempt.Listener listener, RejectionCounter refusals,
            InstantSource time) {
        this.keys = new FailureRateLimiter(settings.keyFailuresPerMinute());
        this.logins = new FailureRateLimiter(settings.loginFailuresPerMinute());
        this.loginsOfEmail = new FailureRateLimiter(settings.loginFailuresPerEmail());
        this.listener = listener;
        this.refusals = refusals;
        this.time = time;
    }

    /** Returns whether keys from the address are looked up in batches, after too many refusals. */
    boolean areKeysLimited(ClientAddress from) {
        return keys.wait(from.network()).isPresent();
    }

    void keyUsed(Caller caller, ClientAddress from) {
        listener.record(new AuthenticationAttempt.KeyUsed(caller, origin(from)));
    }

    /** @throws ApiException 429 after too many refusals of keys from the address */
    void keyRefused(Optional<ApiKeyToken> token, ClientAddress from) {
        keys.wait(from.network()).ifPresent(wait -> {
            listener.record(new AuthenticationAttempt.KeyLimited(origin(from)));
            refusals.count(RejectionCounter.Limit.WRONG_KEYS);
            throw ApiException.rateLimited("too many API keys from this address were refused", wait);
        });
        keys.of(from.network()).count();
        listener.record(new AuthenticationAttempt.KeyRefused(token, origin(from)));
    }

    /**
     * Logs in. The number of concurrent attempts never exceeds the remaining failures, so concurrency does not circumvent the limits.
     * Correct passwords do not count.
     *
     * @throws ApiException 429 after too many wrong passwords
     */
    <T> T login(String email, ClientAddress from, Supplier<T> login) {
        String key = EmailAddress.possibleUserKey(email).orElse("");
        long deadline = System.nanoTime() + LOGIN_TIMEOUT.toNanos();
        try {
            return within(logins.of(from.network()), deadline,
                    () -> within(loginsOfEmail.of(from.network() + " " + key), deadline, login));
        } catch (BadCredentialsException refused) {
            listener.record(new AuthenticationAttempt.LoginRefused(key, origin(from)));
            throw refused;
        } catch (TooManyFailuresException limit) {
            listener.record(new AuthenticationAttempt.LoginLimited(key, origin(from)));
            refusals.count(RejectionCounter.Limit.WRONG_PASSWORDS);
            throw ApiException.rateLimited("too many passwords from this address were wrong", limit.untilNext());
        }
    }

    private static <T> T within(FailureCounter failures, long deadline, Supplier<T> login) {
        failures.begin(deadline);
        boolean wrong = false;
        try {
            return login.get();
        } catch (BadCredentialsException refused) {
            wrong = true;
            throw refused;
        } finally {
            failures.end(wrong);
        }
    }

    private AuthenticationAttempt.Origin origin(ClientAddress from) {
        return new AuthenticationAttempt.Origin(time.instant(), from, MDC.get(RequestIdFilter.LOGGED));
    }
}
