package io.opportunities.identity.ratelimit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.opportunities.web.error.ApiException;
import io.opportunities.web.error.ErrorCode;
import java.time.Duration;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class FailureCounterTests {

    private static final long NOW = System.nanoTime();

    @Test
    void aSuccessCountsAsNoFailure() {
        FailureCounter counter = new FailureCounter(1);
        IntStream.range(0, 100).forEach(i -> attempt(counter, false));

        assertThatCode(() -> counter.begin(NOW)).doesNotThrowAnyException();
    }

    @Test
    void anAttemptAfterTheLastFailureIsRefused() {
        FailureCounter counter = new FailureCounter(2);
        attempt(counter, true);
        attempt(counter, true);

        assertThatThrownBy(() -> counter.begin(NOW)).isInstanceOfSatisfying(TooManyFailuresException.class,
                refusal -> assertThat(refusal.untilNext()).isPositive().isLessThanOrEqualTo(Duration.ofSeconds(30)));
    }

    @Test
    void attemptsInProgressDoNotExceedTheRemainingFailures() {
        FailureCounter counter = new FailureCounter(2);
        counter.begin(NOW);
        counter.begin(NOW);

        assertThatThrownBy(() -> counter.begin(NOW)).isInstanceOfSatisfying(ApiException.class,
                refusal -> assertThat(refusal.code()).isEqualTo(ErrorCode.UNAVAILABLE));
    }

    @Test
    void anAttemptMayBeginWhenAnotherOneEnds() {
        FailureCounter counter = new FailureCounter(1);
        attempt(counter, false);

        assertThatCode(() -> counter.begin(NOW)).doesNotThrowAnyException();
    }

    @Test
    void aRefusedAttemptIsNotInProgress() {
        FailureCounter counter = new FailureCounter(1);
        counter.begin(NOW);
        assertThatThrownBy(() -> counter.begin(NOW)).isInstanceOf(ApiException.class);
        counter.end(false);

        assertThatCode(() -> counter.begin(NOW)).doesNotThrowAnyException();
    }

    @Test
    void withoutALimitEveryAttemptMayFail() {
        FailureCounter counter = new FailureCounter(0);
        IntStream.range(0, 100).forEach(i -> attempt(counter, true));

        assertThatCode(() -> counter.begin(NOW)).doesNotThrowAnyException();
        assertThat(counter.untilNext()).isEmpty();
    }

    @Test
    void failuresOfOneKeyDoNotCountForAnother() {
        FailureRateLimiter limiter = new FailureRateLimiter(1);
        limiter.of("192.0.2.1").count();

        assertThat(limiter.wait("192.0.2.1")).isPresent();
        assertThat(limiter.wait("192.0.2.2")).isEmpty();
    }

    private static void attempt(FailureCounter counter, boolean failed) {
        counter.begin(NOW);
        counter.end(failed);
    }
}
