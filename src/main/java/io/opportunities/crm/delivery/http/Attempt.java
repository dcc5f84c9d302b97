package io.opportunities.crm.delivery.http;

import java.time.Duration;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The outcome of one attempt to deliver.
 *
 * @param status of the answer; null if there was none
 * @param response the beginning of the answer, or the reason why there was none
 * @param retryAfter as the answer asks for
 */
public record Attempt(@Nullable Integer status, Duration latency, String response, Optional<Duration> retryAfter) {

    private static final int GONE = 410;

    public boolean isDelivered() {
        return status != null && status >= 200 && status < 300;
    }

    /** Returns whether the receiver wants no further event. */
    public boolean isGone() {
        return status != null && status == GONE;
    }

    /** Returns the class of the outcome for metrics: {@code 2xx}, or {@code none} without an answer. */
    public String kind() {
        return status == null ? "none" : status / 100 + "xx";
    }
}
