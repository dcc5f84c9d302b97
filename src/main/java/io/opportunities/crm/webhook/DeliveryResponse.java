package io.opportunities.crm.webhook;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A delivery in JSON.
 *
 * @param status DELIVERED; WAITING for the next attempt; or FAILED, after which it is not tried again
 * @param responseStatus of the last answer; null if there was none
 * @param latency of the last attempt, in milliseconds
 * @param response the beginning of the last answer, or the reason why there was none
 */
record DeliveryResponse(long id, long webhookId, String eventId, String triggerKey, String recordType, long recordId, String status,
        int attempts, Instant firstAt, Instant lastAt, @Nullable Integer responseStatus, int latency, @Nullable String response) {}
