package io.opportunities.identity.ratelimit;

import static org.assertj.core.api.Assertions.assertThat;

import io.opportunities.support.ApiTest;
import io.opportunities.support.Client;
import io.opportunities.support.Concurrently;
import io.opportunities.support.SecondInstance;
import io.opportunities.support.TestResponse;
import java.time.Duration;
import java.time.Instant;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.springframework.test.context.TestPropertySource;

/** Limits that two instances share. */
@ApiTest
@TestPropertySource(properties = "opportunities.rate-limit.per-second=20")
@TestInstance(Lifecycle.PER_CLASS)
class SharedLimitTests extends LimitedInstances {

    private static final int LIMIT = 20;
    private static final int UNSYNCED = LIMIT / 10;

    @Test
    void twoInstancesTogetherPermitAtMostTheLimitAndTheirUnsynchronisedCalls() throws Exception {
        Client here = service.newCompany();
        Client there = here.at(other.url());
        List<Callable<TestResponse>> calls = IntStream.range(0, 100)
                .<Callable<TestResponse>>mapToObj(i -> () -> (i % 2 == 0 ? here : there).get("/roles")).toList();

        Instant start = Instant.now();
        List<TestResponse> answers = Concurrently.send(calls);
        double seconds = Duration.between(start, Instant.now()).toMillis() / 1000.0;

        long granted = answers.stream().filter(answer -> answer.status() == 200).count();
        assertThat(granted).isBetween((long) LIMIT, (long) (LIMIT + LIMIT * seconds + 2 * UNSYNCED));
        assertThat(answers).allSatisfy(answer -> assertThat(answer.status()).isIn(200, 429));
    }

    @Test
    void aBulkMayExceedTheLimitAndTheNextCallsPayForIt() {
        Client company = service.newCompany();

        TestResponse bulk = company.post("/opportunities/bulk", Collections.nCopies(10 * LIMIT, "{}").toString());
        TestResponse next = company.get("/roles");

        assertThat(bulk.status()).isEqualTo(200);
        assertThat(bulk.header("X-RateLimit-Remaining")).isEqualTo("0");
        assertThat(next.status()).isEqualTo(429);
        assertThat(Integer.parseInt(String.valueOf(next.header("Retry-After")))).isBetween(5, 10);
    }

    /** Within a day no call is refilled, however slow the machine is. */
    @Test
    void twoInstancesShareTheLimitOfADay() throws Exception {
        String[] limits = {"opportunities.rate-limit.per-second=0", "opportunities.rate-limit.per-day=20"};
        try (SecondInstance one = SecondInstance.beside(service, limits); SecondInstance two = SecondInstance.beside(service, limits)) {
            warm(one.url(), two.url());
            Client caller = service.newCompany();

            List<TestResponse> answers = Concurrently.send(IntStream.range(0, 60)
                    .<Callable<TestResponse>>mapToObj(i -> () -> caller.at((i % 2 == 0 ? one : two).url()).get("/roles")).toList());

            assertThat(answers.stream().filter(answer -> answer.status() == 200)).hasSizeBetween(20, 20 + 2 * UNSYNCED);
        }
    }
}
