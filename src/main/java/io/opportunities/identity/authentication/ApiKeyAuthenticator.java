package io.opportunities.identity.authentication;

import io.opportunities.common.metrics.RejectionCounter;
import io.opportunities.identity.ApiKeyToken;
import io.opportunities.identity.Caller;
import io.opportunities.identity.ClientAddress;
import io.opportunities.identity.ratelimit.ApiKeyRateLimiter;
import io.opportunities.web.error.ApiException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.util.Optional;
import org.springframework.stereotype.Component;

/** Authenticates API keys and applies their rate limits. */
@Component
public final class ApiKeyAuthenticator {

    private final CallerCache callers;
    private final ApiKeyUsageRecorder usage;
    private final AuthenticationThrottle failures;
    private final ApiKeyRateLimiter limits;
    private final RejectionCounter refusals;

    ApiKeyAuthenticator(CallerCache callers, ApiKeyUsageRecorder usage, AuthenticationThrottle failures, ApiKeyRateLimiter limits,
            RejectionCounter refusals) {
        this.callers = callers;
        this.usage = usage;
        this.failures = failures;
        this.limits = limits;
        this.refusals = refusals;
    }

    /**
     * @param secret as received
     * @param exact whether a second-old result is too old
     * @return empty if the key is rejected
     * @throws ApiException 429 if the key is rejected after too many rejected keys from the client's address
     */
    public Optional<Caller> identify(String secret, boolean exact, HttpServletRequest request) {
        ClientAddress from = ClientAddress.of(request);
        boolean together = failures.areKeysLimited(from);
        Optional<ApiKeyToken> token = Optional.of(secret).filter(ApiKeyToken::isWellFormed).map(ApiKeyToken::of);
        Optional<Caller> caller = token.flatMap(known -> callers.callerOf(known, exact, together));
        caller.ifPresentOrElse(known -> {
            failures.keyUsed(known, from);
            usage.used(known);
        }, () -> failures.keyRefused(token, from));
        return caller;
    }

    /**
     * Consumes a call and sets the rate limit headers of the response.
     *
     * @throws ApiException 429 if the limit is used up
     */
    public void consume(Caller caller, HttpServletResponse response) {
        limits.consume(caller.companyId(), caller.keyId()).ifPresent(allowance -> {
            allowance.headers().forEach(response::setHeader);
            if (!allowance.granted()) {
                refusals.count(RejectionCounter.Limit.KEY_RATE);
                throw allowance.refusal();
            }
        });
    }

    /** Charges the rate limit for the items of a bulk beyond the first, and sets the rate limit headers of the response. */
    public void charge(Caller caller, int calls, HttpServletResponse response) {
        limits.charge(caller.companyId(), caller.keyId(), calls)
                .ifPresent(allowance -> allowance.headers().forEach(response::setHeader));
    }
}
