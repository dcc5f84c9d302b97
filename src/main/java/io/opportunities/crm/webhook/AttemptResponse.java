package io.opportunities.crm.webhook;

import io.opportunities.crm.delivery.http.Attempt;
import org.jspecify.annotations.Nullable;

/**
 * The outcome of a test call in JSON.
 *
 * @param responseStatus null without an answer
 * @param latency in milliseconds
 * @param response the beginning of the answer, or the reason why there was none
 */
record AttemptResponse(String eventId, boolean delivered, @Nullable Integer responseStatus, long latency, String response) {

    static AttemptResponse of(String eventId, Attempt attempt) {
        return new AttemptResponse(eventId, attempt.isDelivered(), attempt.status(), attempt.latency().toMillis(), attempt.response());
    }
}
