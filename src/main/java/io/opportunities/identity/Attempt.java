package io.opportunities.identity;

import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** That somebody came with a key or a password. */
public sealed interface Attempt {

    Origin origin();

    /**
     * Where and when.
     *
     * @param requestId of the request, as its answer tells it
     */
    record Origin(Instant at, ClientAddress address, @Nullable String requestId) {}

    /** A key was taken. */
    record KeyUsed(Caller caller, Origin origin) implements Attempt {}

    /** A key was not taken. @param token empty where it was none by its form */
    record KeyRefused(Optional<Token> token, Origin origin) implements Attempt {}

    /** A key was not looked at, as too many others from there were refused. */
    record KeyLimited(Origin origin) implements Attempt {}

    /** An e-mail and a password do not belong together. */
    record LoginRefused(String email, Origin origin) implements Attempt {}

    /** A password was not looked at, as too many others were wrong. */
    record LoginLimited(String email, Origin origin) implements Attempt {}

    /** Is told of attempts while the client waits: must return at once. */
    interface Listener {

        void noted(Attempt attempt);
    }
}
