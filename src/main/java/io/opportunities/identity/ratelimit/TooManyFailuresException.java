package io.opportunities.identity.ratelimit;

import java.time.Duration;

/** Rejects an attempt after too many failures. */
public final class TooManyFailuresException extends RuntimeException {

    private static final long serialVersionUID = 1;

    private final Duration untilNext;

    TooManyFailuresException(Duration untilNext) {
        super("too many failures", null, false, false);
        this.untilNext = untilNext;
    }

    public Duration untilNext() {
        return untilNext;
    }
}
