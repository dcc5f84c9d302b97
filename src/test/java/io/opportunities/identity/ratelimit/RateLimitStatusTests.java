package io.opportunities.identity.ratelimit;

import static org.assertj.core.api.Assertions.assertThat;

import io.opportunities.identity.ratelimit.RateLimitStatus.Policy;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RateLimitStatusTests {

    private static final Policy SECOND = new Policy("second", 100, 1, 40, 1);
    private static final Policy DAY = new Policy("day", 5_000, 86_400, 39, 7_200);

    @Test
    void theCommonHeadersAreOfTheLimitWithTheFewestCallsLeft() {
        assertThat(status(SECOND, DAY).headers()).containsEntry("X-RateLimit-Limit", "5000").containsEntry("X-RateLimit-Remaining", "39");
    }

    @Test
    void theHeadersOfTheDraftHaveEveryLimit() {
        assertThat(status(SECOND, DAY).headers()).containsEntry("RateLimit-Policy", "\"second\";q=100;w=1, \"day\";q=5000;w=86400")
                .containsEntry("RateLimit", "\"second\";r=40;t=1, \"day\";r=39;t=7200");
    }

    @Test
    void aBalanceBelowZeroIsNone() {
        assertThat(status(new Policy("second", 100, 1, -7, 1)).headers()).containsEntry("X-RateLimit-Remaining", "0")
                .containsEntry("RateLimit", "\"second\";r=0;t=1");
    }

    @ParameterizedTest
    @CsvSource({"1, 1 call", "2, 2 calls"})
    void aRefusalNamesTheLimit(int limit, String calls) {
        assertThat(status(new Policy("day", limit, 86_400, 0, 60)).refusal())
                .hasMessage("this API key may make %s a day; wait for the seconds in Retry-After".formatted(calls));
    }

    @ParameterizedTest
    @CsvSource({"100, 0, 100, false", "0, 50, 50, false", "100, 50, 50, false", "100, 5000, 100, false", "0, 0, 0, true"})
    void theTightestLimitIsTheSmallestThatIsOn(int perSecond, int perDay, int tightest, boolean disabled) {
        RateLimitSettings settings = new RateLimitSettings(perSecond, perDay);

        assertThat(settings.tightest()).isEqualTo(tightest);
        assertThat(settings.isDisabled()).isEqualTo(disabled);
    }

    private static RateLimitStatus status(Policy... policies) {
        return new RateLimitStatus(List.of(policies), false, Duration.ofSeconds(1));
    }
}
