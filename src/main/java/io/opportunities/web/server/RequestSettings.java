package io.opportunities.web.server;

import jakarta.validation.constraints.Positive;
import java.time.Duration;
import org.hibernate.validator.constraints.time.DurationMin;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Limits of the size, duration and concurrency of requests and their responses.
 *
 * @param maxBodySize bytes
 * @param maxBulkBodySize bytes of a body with many records
 * @param maxBodyMemory bytes of all bodies in memory; unset: a 64th of the heap, of which a body uses up to 32 times its length
 * @param maxAnswerSize bytes after which a page of records ends; one record alone may be larger
 * @param maxAnswerMemory bytes of all large records in memory for responses; unset: a 32nd of the heap, of which a record uses about eight
 * times its length
 * @param headerTimeout for request line and headers, from their first byte
 * @param bodyTimeout for the body, and a second more for each {@code bodyRate} bytes received
 * @param maxConcurrentRequests handled by this instance at the same time
 */
@ConfigurationProperties("opportunities")
public record RequestSettings(@DefaultValue("1048576") @Positive int maxBodySize,
        @DefaultValue("16777216") @Positive int maxBulkBodySize, @Positive @Nullable Long maxBodyMemory,
        @DefaultValue("1048576") @Positive int maxAnswerSize, @Positive @Nullable Long maxAnswerMemory,
        @DefaultValue("20s") @DurationMin(millis = 1, message = "must be above 0") Duration headerTimeout,
        @DefaultValue("20s") @DurationMin(millis = 1, message = "must be above 0") Duration bodyTimeout,
        @DefaultValue("500") @Positive int bodyRate,
        @DefaultValue("1000") @Positive int maxConcurrentRequests) {

    int bodyMemory() {
        long max = maxBodyMemory == null ? Runtime.getRuntime().maxMemory() / 64 : maxBodyMemory;
        return Math.clamp(max, 1, Integer.MAX_VALUE);
    }

    int responseMemory() {
        long max = maxAnswerMemory == null ? Runtime.getRuntime().maxMemory() / 32 : maxAnswerMemory;
        return Math.clamp(max, 1, Integer.MAX_VALUE);
    }
}
