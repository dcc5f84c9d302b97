package io.opportunities.common;

import jakarta.validation.constraints.Positive;
import java.time.Duration;
import org.hibernate.validator.constraints.time.DurationMin;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * How large, how slow and how many at once requests may be.
 *
 * @param maxBodySize bytes
 * @param maxBodyMemory bytes of all bodies that are held at once; unset: a 64th of the heap, of which a body takes up to 32 times its length
 * @param headerTimeout for request line and headers, from the first that came of them
 * @param bodyTimeout for the body, and a second more for each {@code bodyRate} bytes that came of it
 * @param maxConcurrentRequests that are worked on at the same time by this instance
 */
@ConfigurationProperties("opportunities")
record RequestSettings(@DefaultValue("1048576") @Positive int maxBodySize, @Positive @Nullable Long maxBodyMemory,
        @DefaultValue("20s") @DurationMin(millis = 1, message = "must be above 0") Duration headerTimeout,
        @DefaultValue("20s") @DurationMin(millis = 1, message = "must be above 0") Duration bodyTimeout,
        @DefaultValue("500") @Positive int bodyRate,
        @DefaultValue("1000") @Positive int maxConcurrentRequests) {

    int bodyMemory() {
        long most = maxBodyMemory == null ? Runtime.getRuntime().maxMemory() / 64 : maxBodyMemory;
        return Math.clamp(most, 1, Integer.MAX_VALUE);
    }

}
