package io.opportunities.crm.delivery;

import static org.assertj.core.api.Assertions.assertThat;

import io.opportunities.crm.delivery.http.Attempt;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;

class RetryTests {

    private static final Instant NOW = Instant.parse("2026-11-30T00:00:00Z");
    private final Random random = new Random(1);

    @Test
    void pausesDoubleUpToAnHour() {
        assertThat(Retry.pause(1, random)).isBetween(Duration.ofMillis(125), Duration.ofMillis(250));
        assertThat(Retry.pause(5, random)).isBetween(Duration.ofSeconds(2), Duration.ofSeconds(4));
        assertThat(Retry.pause(1_000, random)).isBetween(Duration.ofMinutes(30), Duration.ofHours(1));
    }

    @Test
    void retryAfterIsTheShortestPause() {
        Retry again = Retry.first(5, NOW).failed(failed(Duration.ofMinutes(5)), NOW, random).orElseThrow();

        assertThat(again.nextAt()).isEqualTo(NOW.plus(Duration.ofMinutes(5)));
        assertThat(again.attempts()).isEqualTo(1);
    }

    @Test
    void retriesEndAfterADay() {
        Retry first = Retry.first(5, NOW).failed(failed(Duration.ZERO), NOW, random).orElseThrow();

        assertThat(first.failed(failed(Duration.ZERO), NOW.plus(Duration.ofHours(23)), random)).isPresent();
        assertThat(first.failed(failed(Duration.ZERO), NOW.plus(Duration.ofHours(24)), random)).isEmpty();
    }

    private static Attempt failed(Duration retryAfter) {
        return new Attempt(500, Duration.ZERO, "", Optional.of(retryAfter));
    }
}
