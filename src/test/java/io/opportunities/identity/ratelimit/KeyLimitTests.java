package io.opportunities.identity.ratelimit;

import static org.assertj.core.api.Assertions.assertThat;

import io.opportunities.support.ApiTest;
import io.opportunities.support.Basic;
import io.opportunities.support.Client;
import io.opportunities.support.Concurrently;
import io.opportunities.support.SecondInstance;
import io.opportunities.support.StatementCounter;
import io.opportunities.support.TestResponse;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.stream.IntStream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.test.context.TestPropertySource;

@ApiTest
@TestPropertySource(properties = "opportunities.rate-limit.per-second=20")
@TestInstance(Lifecycle.PER_CLASS)
class KeyLimitTests extends LimitedInstances {

    @Autowired
    private RateLimitBuckets buckets;

    @Autowired
    private JdbcClient database;

    @Test
    void aCallOverTheLimitGetsRetryAfterAndIsGrantedThen() throws Exception {
        Client caller = service.newCompany();

        TestResponse refused = exhaust(caller);

        assertThat(refused.json().get("code").stringValue()).isEqualTo("RATE_LIMITED");
        assertThat(refused.json().get("message").stringValue()).contains("20 calls a second");
        assertThat(refused.json().get("requestId").stringValue()).isEqualTo(refused.header("X-Request-Id"));
        assertThat(refused.header("Retry-After")).isEqualTo("1");
        assertThat(refused.header("X-RateLimit-Remaining")).isEqualTo("0");
        Awaitility.await().atMost(Duration.ofSeconds(5)).until(() -> caller.get("/roles").status() == 200);
    }

    @Test
    void everyResponseToAKeyContainsItsRemainingCalls() {
        Client caller = service.newCompany();

        TestResponse first = caller.get("/roles");

        assertThat(first.header("X-RateLimit-Limit")).isEqualTo("20");
        assertThat(first.header("X-RateLimit-Remaining")).isEqualTo("19");
        assertThat(first.header("RateLimit-Policy")).isEqualTo("\"second\";q=20;w=1");
        assertThat(first.header("RateLimit")).isEqualTo("\"second\";r=19;t=1");
        for (TestResponse answer : List.of(caller.get("/nothing"), caller.get("/contacts/987654321"), caller.post("/contacts", "{"),
                caller.get("/v1/contacts?page=0"))) {
            assertThat(answer.status()).isGreaterThanOrEqualTo(400);
            assertThat(answer.header("X-RateLimit-Remaining")).isNotNull();
        }
    }

    @Test
    void aCallWithoutAValidKeyGetsNoLimitHeaders() {
        TestResponse unknown = new Client(service.url(), "unknown-key-0123456789-0123456789").get("/roles");

        assertThat(unknown.status()).isEqualTo(401);
        assertThat(unknown.header("X-RateLimit-Limit")).isNull();
    }

    @Test
    void eachKeyHasALimitOfItsOwn() throws Exception {
        Client one = service.newCompany();
        TestResponse made = one.withKey(null).post("/api-keys", "{}", Basic.ofAdmin(one));
        Client two = one.withKey(made.json().get("token").stringValue());

        exhaust(one);

        assertThat(two.get("/roles").header("X-RateLimit-Remaining")).isEqualTo("19");
    }

    @Test
    void mostCallsCostNoRoundTrip() {
        Client caller = service.newCompany();

        long shared = IntStream.range(0, 18).mapToObj(i -> caller.get("/roles"))
                .filter(answer -> StatementCounter.of(answer).stream().anyMatch(sql -> sql.contains("rate_limit_bucket"))).count();

        assertThat(shared).isBetween(1L, 9L);
    }

    @Test
    void bucketsThatAreFullAgainAreRemoved() {
        database.sql("insert into rate_limit_bucket values ('0/1', null, 1), ('0/2', null, ?)")
                .param(System.currentTimeMillis() + 60_000).update();

        buckets.removeExpired();

        assertThat(database.sql("select id from rate_limit_bucket where id like '0/%'").query(String.class).list()).containsExactly("0/2");
    }

    @Test
    void theLimitOfADayLastsUntilMidnight() {
        try (SecondInstance daily = SecondInstance.beside(service, "opportunities.rate-limit.per-second=500",
                "opportunities.rate-limit.per-day=5")) {
            Client caller = service.newCompany().at(daily.url());

            TestResponse first = caller.get("/roles");
            IntStream.range(0, 4).forEach(i -> assertThat(caller.get("/roles").status()).isEqualTo(200));
            TestResponse refused = caller.get("/roles");

            assertThat(first.header("RateLimit-Policy")).isEqualTo("\"second\";q=500;w=1, \"day\";q=5;w=86400");
            assertThat(first.header("RateLimit")).matches("\"second\";r=499;t=1, \"day\";r=4;t=\\d{1,5}");
            assertThat(Map.of(first.header("X-RateLimit-Limit"), first.header("X-RateLimit-Remaining"))).isEqualTo(Map.of("5", "4"));
            assertThat(refused.status()).isEqualTo(429);
            long midnight = 86_400 - Instant.now().getEpochSecond() % 86_400;
            assertThat(Long.parseLong(refused.header("Retry-After"))).isBetween(midnight - 5, midnight + 5);
        }
    }

    /** Returns the first rejected response. */
    private static TestResponse exhaust(Client caller) throws Exception {
        List<TestResponse> answers = Concurrently
                .send(IntStream.range(0, 100).<Callable<TestResponse>>mapToObj(i -> () -> caller.get("/roles")).toList());
        return answers.stream().filter(answer -> answer.status() == 429).findFirst().orElseThrow();
    }
}
