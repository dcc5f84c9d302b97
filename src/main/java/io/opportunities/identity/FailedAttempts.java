package io.opportunities.identity;

import io.opportunities.common.ApiException;
import io.opportunities.common.EmailAddress;
import io.opportunities.common.Refusals;
import io.opportunities.common.RequestIdFilter;
import io.opportunities.ratelimit.FailureLimit;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Optional;
import java.util.function.Supplier;
import org.slf4j.MDC;
import org.springframework.security.authentication.BadCredentialsException;
import org.springframework.stereotype.Component;

/** Stops who guesses keys or passwords, before anything is looked up or hashed for them. */
@Component
final class FailedAttempts {

    private final FailureLimit keys;
    private final FailureLimit logins;
    private final FailureLimit loginsOfEmail;
    private final Attempt.Listener listener;
    private final Refusals refusals;
    private final InstantSource time;

    FailedAttempts(AuthenticationSettings settings, Attempt.Listener listener, Refusals refusals, InstantSource time) {
        this.keys = new FailureLimit(settings.keyFailuresPerMinute());
        this.logins = new FailureLimit(settings.loginFailuresPerMinute());
        this.loginsOfEmail = new FailureLimit(settings.loginFailuresPerEmail());
        this.listener = listener;
        this.refusals = refusals;
        this.time = time;
    }

    /** @throws ApiException 429 where too many keys from there were refused */
    void checkKeys(ClientAddress from) {
        keys.wait(from.network()).ifPresent(wait -> {
            listener.noted(new Attempt.KeyLimited(origin(from)));
            refusals.count(Refusals.Limit.WRONG_KEYS);
            throw ApiException.rateLimited("too many API keys from this address were refused", wait);
        });
    }

    void keyUsed(Caller caller, ClientAddress from) {
        listener.noted(new Attempt.KeyUsed(caller, origin(from)));
    }

    void keyRefused(Optional<Token> token, ClientAddress from) {
        keys.count(from.network());
        listener.noted(new Attempt.KeyRefused(token, origin(from)));
    }

    /**
     * Logs in. It is counted before, so that attempts that come at the same time are no way around the limit, and taken back unless the
     * password is wrong.
     *
     * @throws ApiException 429 where too many were wrong
     */
    <T> T login(String email, ClientAddress from, Supplier<T> login) {
        String ofEmail = from.network() + " " + EmailAddress.key(email);
        Optional<Duration> wait = logins.count(from.network());
        if (wait.isEmpty()) {
            wait = loginsOfEmail.count(ofEmail);
            wait.ifPresent(more -> logins.forgive(from.network()));
        }
        wait.ifPresent(needed -> refuse(email, from, needed));
        boolean wrong = false;
        try {
            return login.get();
        } catch (BadCredentialsException refused) {
            wrong = true;
            listener.noted(new Attempt.LoginRefused(email, origin(from)));
            throw refused;
        } finally {
            if (!wrong) {
                logins.forgive(from.network());
                loginsOfEmail.forgive(ofEmail);
            }
        }
    }

    private void refuse(String email, ClientAddress from, Duration wait) {
        listener.noted(new Attempt.LoginLimited(email, origin(from)));
        refusals.count(Refusals.Limit.WRONG_PASSWORDS);
        throw ApiException.rateLimited("too many passwords from this address were wrong", wait);
    }

    private Attempt.Origin origin(ClientAddress from) {
        return new Attempt.Origin(time.instant(), from, MDC.get(RequestIdFilter.LOGGED));
    }
}
