package io.opportunities.identity.authentication;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.opportunities.identity.ratelimit.FailureCounter;
import io.opportunities.identity.ratelimit.FailureRateLimiter;
import io.opportunities.identity.ratelimit.TooManyFailuresException;
import io.opportunities.web.error.ApiException;
import io.opportunities.web.error.ErrorCode;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.springframework.security.crypto.password.PasswordEncoder;

@Tag("citus")
class PasswordTests {

    private final SlowEncoder slow = new SlowEncoder();

    @Test
    void noMorePasswordsAreHashedAtOnceThanAllowed() throws Exception {
        BoundedPasswordEncoder encoder = new BoundedPasswordEncoder(slow, 2);
        slow.release.countDown();
        try (ExecutorService logins = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Future<Boolean>> all = IntStream.range(0, 20)
                    .mapToObj(i -> logins.submit(() -> encoder.matches("password", "hash"))).toList();
            for (Future<Boolean> login : all) {
                assertThat(login.get()).isTrue();
            }
        }

        assertThat(slow.most).hasValue(2);
    }

    @Test
    void aHashThatWouldWaitTooLongIsRejected() throws Exception {
        BoundedPasswordEncoder encoder = new BoundedPasswordEncoder(slow, 1);
        try (ExecutorService logins = Executors.newVirtualThreadPerTaskExecutor()) {
            Future<Boolean> first = logins.submit(() -> encoder.matches("password", "hash"));
            slow.begun.await();
            Instant start = Instant.now();

            assertThatThrownBy(() -> encoder.encode("password")).isInstanceOfSatisfying(ApiException.class,
                    refusal -> assertThat(refusal.code()).isEqualTo(ErrorCode.UNAVAILABLE));

            assertThat(Duration.between(start, Instant.now())).isLessThan(Duration.ofSeconds(8));
            slow.release.countDown();
            assertThat(first.get()).isTrue();
        }
    }

    /** Concurrent wrong passwords do not pass the limit before the first result. */
    @Test
    void attemptsAtTheSameTimeAreNoWayAroundTheLimit() throws Exception {
        FailureRateLimiter limit = new FailureRateLimiter(10);

        assertThat(begunOf500(limit, true)).isBetween(10L, 12L);
        assertThat(limit.wait("a")).isPresent();
        assertThat(limit.wait("b")).isEmpty();
    }

    @Test
    void attemptsAtTheSameTimeThatDoNotFailAllPass() throws Exception {
        FailureRateLimiter limit = new FailureRateLimiter(10);

        assertThat(begunOf500(limit, false)).isEqualTo(500);
        assertThat(limit.wait("a")).isEmpty();
    }

    private static long begunOf500(FailureRateLimiter limit, boolean fail) throws Exception {
        try (ExecutorService clients = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Future<Boolean>> all = IntStream.range(0, 500).mapToObj(i -> clients.submit(() -> begins(limit.of("a"), fail))).toList();
            long begun = 0;
            for (Future<Boolean> one : all) {
                begun += one.get() ? 1 : 0;
            }
            return begun;
        }
    }

    private static boolean begins(FailureCounter failures, boolean fail) throws InterruptedException {
        try {
            failures.begin(System.nanoTime() + Duration.ofSeconds(30).toNanos());
        } catch (TooManyFailuresException limited) {
            return false;
        }
        Thread.sleep(1);
        failures.end(fail);
        return true;
    }

    @Test
    void anAttemptThatWouldWaitTooLongForOthersIsRejected() {
        FailureCounter failures = new FailureRateLimiter(1).of("a");
        failures.begin(System.nanoTime());

        assertThatThrownBy(() -> failures.begin(System.nanoTime())).isInstanceOfSatisfying(ApiException.class,
                refusal -> assertThat(refusal.code()).isEqualTo(ErrorCode.UNAVAILABLE));
    }

    @Test
    void withoutALimitEveryFailurePasses() {
        FailureRateLimiter off = new FailureRateLimiter(0);

        IntStream.range(0, 100).forEach(i -> off.of("a").begin(System.nanoTime()));
        off.of("a").end(true);
        assertThat(off.wait("a")).isEmpty();
    }

    /** Blocks hashes until their release, and records the maximum concurrency. */
    private static final class SlowEncoder implements PasswordEncoder {

        private final CountDownLatch begun = new CountDownLatch(1);
        private final CountDownLatch release = new CountDownLatch(1);
        private final AtomicInteger now = new AtomicInteger();
        private final AtomicInteger most = new AtomicInteger();

        @Override
        public @Nullable String encode(@Nullable CharSequence password) {
            return String.valueOf(matches(password, null));
        }

        @Override
        public boolean matches(@Nullable CharSequence password, @Nullable String hash) {
            most.accumulateAndGet(now.incrementAndGet(), Math::max);
            begun.countDown();
            try {
                release.await();
                Thread.sleep(20);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
            now.decrementAndGet();
            return true;
        }
    }
}
