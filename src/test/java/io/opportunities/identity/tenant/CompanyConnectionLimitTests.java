package io.opportunities.identity.tenant;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.opportunities.web.error.ApiException;
import io.opportunities.web.error.ErrorCode;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicIntegerArray;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CompanyConnectionLimitTests {

    private final AtomicInteger refusals = new AtomicInteger();
    private final CountDownLatch end = new CountDownLatch(1);

    @ParameterizedTest
    @CsvSource({"1, 1", "2, 1", "3, 2", "4, 3", "8, 6", "16, 12", "32, 24"})
    void aCompanyHoldsThreeQuartersAtMost(int connections, int most) {
        CompanyConnectionLimit shares = impatient(connections);
        acquire(shares, 1L, most);

        assertThatThrownBy(() -> shares.acquire(1L)).isInstanceOfSatisfying(ApiException.class,
                refusal -> assertThat(refusal.code()).isEqualTo(ErrorCode.UNAVAILABLE));

        assertThat(refusals).hasValue(1);
        end.countDown();
    }

    @Test
    void anotherCompanyAndNoCompanyDoNotWait() {
        CompanyConnectionLimit shares = shares(4);
        acquire(shares, 1L, 3);

        shares.acquire(2L);
        shares.acquire(null);

        assertThat(refusals).hasValue(0);
        end.countDown();
    }

    @Test
    void aTransactionWithinAnotherOneTakesNoShare() {
        CompanyConnectionLimit shares = impatient(4);
        acquire(shares, 1L, 2);

        shares.acquire(1L);
        shares.acquire(1L);
        shares.acquire(2L);
        shares.release();
        shares.release();
        assertThatThrownBy(() -> inAnotherThread(() -> shares.acquire(1L))).hasCauseInstanceOf(ApiException.class);
        shares.release();

        inAnotherThread(() -> shares.acquire(1L));
        end.countDown();
    }

    @Test
    void noMoreThanTheShareIsTakenAtOnceAndNothingIsRememberedAfter() {
        CompanyConnectionLimit shares = shares(4);
        AtomicIntegerArray now = new AtomicIntegerArray(10);
        AtomicInteger most = new AtomicInteger();
        List<CompletableFuture<Void>> all = new ArrayList<>();
        for (int i = 0; i < 500; i++) {
            all.add(CompletableFuture.runAsync(() -> {
                int company = ThreadLocalRandom.current().nextInt(10);
                shares.acquire((long) company);
                most.accumulateAndGet(now.incrementAndGet(company), Math::max);
                Thread.yield();
                now.decrementAndGet(company);
                shares.release();
            }, Thread::startVirtualThread));
        }

        all.forEach(CompletableFuture::join);

        assertThat(most.get()).isBetween(1, 3);
        assertThat(shares.companies()).isZero();
    }

    private CompanyConnectionLimit shares(int connections) {
        return new CompanyConnectionLimit(connections, refusals::incrementAndGet);
    }

    /** Rejects soon. A test of what does not wait takes {@link #shares}, since a busy machine may exceed a short timeout. */
    private CompanyConnectionLimit impatient(int connections) {
        return new CompanyConnectionLimit(connections, Duration.ofMillis(100), refusals::incrementAndGet);
    }

    /** Acquires a share in as many threads, until the test ends. */
    private void acquire(CompanyConnectionLimit shares, long company, int times) {
        CountDownLatch taken = new CountDownLatch(times);
        IntStream.range(0, times).forEach(i -> Thread.startVirtualThread(() -> {
            shares.acquire(company);
            taken.countDown();
            awaitEnd(end);
            shares.release();
        }));
        awaitEnd(taken);
    }

    private static void inAnotherThread(Runnable action) {
        CompletableFuture.runAsync(action, Thread::startVirtualThread).join();
    }

    private static void awaitEnd(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }
}
