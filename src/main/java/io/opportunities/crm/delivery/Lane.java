package io.opportunities.crm.delivery;

import io.opportunities.crm.event.EventResponse;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import org.jspecify.annotations.Nullable;

/** The events of one record that are read and not delivered, the first of which may be in progress. */
final class Lane {

    final Deque<EventResponse> queue = new ArrayDeque<>();
    /** Null if the record is not in arrears. */
    @Nullable
    Retry retry;
    boolean sending;

    Lane(@Nullable Retry retry) {
        this.retry = retry;
    }

    boolean hasFailed() {
        return retry != null && retry.attempts() > 0;
    }

    void hurry(Instant now) {
        if (retry != null && retry.nextAt().isAfter(now)) {
            retry = retry.at(now);
        }
    }

    boolean isDue(Instant now) {
        return !sending && (retry == null || !retry.nextAt().isAfter(now));
    }
}
