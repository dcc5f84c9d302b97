package io.opportunities.identity;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.opportunities.common.ApiException;
import io.opportunities.common.ErrorCode;
import io.opportunities.ratelimit.FailureLimit;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.springframework.security.crypto.password.PasswordEncoder;

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
    void whoWouldWaitTooLongIsToldSo() throws Exception {
        BoundedPasswordEncoder encoder = new BoundedPasswordEncoder(slow, 1);
        try (ExecutorService logins = Executors.newVirtualThreadPerTaskExecutor()) {
            Future<Boolean> first = logins.submit(() -> encoder.matches("password", "hash"));
            slow.begun.await();
            Instant start = Instant.now();

            assertThatThrownBy(() -> encoder.encode("password")).isInstanceOfSatisfying(ApiException.class,
                    refusal -> assertThat(refusal.code()).isEqualTo(ErrorCode.UNAVAILABLE));

            assertThat(Duration.between(start, Instant.now())).isLessThan(Duration.ofSeconds(4));
            slow.release.countDown();
            assertThat(first.get()).isTrue();
        }
    }

    /** Whoever sends enough of them at the same time is not let through in the moment before the first is found wrong. */
    @Test
    void attemptsAtTheSameTimeAreNoWayAroundTheLimit() throws Exception {
        FailureLimit limit = new FailureLimit(10);
        try (ExecutorService clients = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Future<Boolean>> all = IntStream.range(0, 500).mapToObj(i -> clients.submit(() -> limit.count("a").isEmpty())).toList();
            int passed = 0;
            for (Future<Boolean> one : all) {
                passed += one.get() ? 1 : 0;
            }
            assertThat(passed).isBetween(10, 12);
        }
        assertThat(limit.wait("a")).isPresent();
        assertThat(limit.wait("b")).isEmpty();
    }

    @Test
    void withoutALimitEveryFailurePasses() {
        FailureLimit off = new FailureLimit(0);

        assertThat(IntStream.range(0, 100).mapToObj(i -> off.count("a"))).allMatch(Optional::isEmpty);
        assertThat(off.wait("a")).isEmpty();
    }

    /** Keeps whoever hashes until it is released, and notes how many did at once. */
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
