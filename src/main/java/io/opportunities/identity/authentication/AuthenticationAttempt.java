package io.opportunities.identity.authentication;

import io.opportunities.identity.ApiKeyToken;
import io.opportunities.identity.Caller;
import io.opportunities.identity.ClientAddress;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** An attempt to authenticate with a key or a password. */
public sealed interface AuthenticationAttempt {

    Origin origin();

    /**
     * The time and origin of an attempt.
     *
     * @param requestId of the request, as in its response
     */
    record Origin(Instant at, ClientAddress address, @Nullable String requestId) {}

    /** A key was accepted. */
    record KeyUsed(Caller caller, Origin origin) implements AuthenticationAttempt {}

    /**
     * A key was rejected.
     *
     * @param token empty for a malformed key
     */
    record KeyRefused(Optional<ApiKeyToken> token, Origin origin) implements AuthenticationAttempt {}

    /** A key was rejected after too many rejected keys from the same address. */
    record KeyLimited(Origin origin) implements AuthenticationAttempt {}

    /**
     * An e-mail and password did not match.
     *
     * @param emailKey normalised; empty if it cannot be the e-mail of a user
     */
    record LoginRefused(String emailKey, Origin origin) implements AuthenticationAttempt {}

    /**
     * A password was not checked after too many wrong ones.
     *
     * @param emailKey as of a refusal
     */
    record LoginLimited(String emailKey, Origin origin) implements AuthenticationAttempt {}

    /** Receives attempts on the request thread and must return at once. */
    interface Listener {

        void record(AuthenticationAttempt attempt);
    }
}
