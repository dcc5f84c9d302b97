package io.opportunities.identity;

import io.opportunities.common.ApiException;
import io.opportunities.common.Refusals;
import io.opportunities.ratelimit.KeyLimits;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.util.Optional;
import org.springframework.stereotype.Component;

/** Decides whether a key is taken, and whether it may be used so soon again. */
@Component
final class KeyGuard {

    private final CallerCache callers;
    private final ApiKeyUsage usage;
    private final FailedAttempts failures;
    private final KeyLimits limits;
    private final Refusals refusals;

    KeyGuard(CallerCache callers, ApiKeyUsage usage, FailedAttempts failures, KeyLimits limits, Refusals refusals) {
        this.callers = callers;
        this.usage = usage;
        this.failures = failures;
        this.limits = limits;
        this.refusals = refusals;
    }

    /**
     * @param secret as it came
     * @param exact whether what was true a second ago is not good enough
     * @return empty where the key is not taken
     * @throws ApiException 429 where too many keys from the client's address were refused
     */
    Optional<Caller> identify(String secret, boolean exact, HttpServletRequest request) {
        ClientAddress from = ClientAddress.of(request);
        failures.checkKeys(from);
        Optional<Token> token = Optional.of(secret).filter(Token::isWellFormed).map(Token::of);
        Optional<Caller> caller = token.flatMap(exact ? callers::presentCallerOf : callers::callerOf);
        caller.ifPresentOrElse(known -> {
            failures.keyUsed(known, from);
            usage.used(known);
        }, () -> failures.keyRefused(token, from));
        return caller;
    }

    /** Tells in the answer what the caller may still do. @throws ApiException 429 where it is nothing for now */
    void spend(Caller caller, HttpServletResponse response) {
        limits.spend(caller.companyId(), caller.keyId()).ifPresent(allowance -> {
            allowance.headers().forEach(response::setHeader);
            if (!allowance.granted()) {
                refusals.count(Refusals.Limit.KEY_RATE);
                throw allowance.refusal();
            }
        });
    }
}
