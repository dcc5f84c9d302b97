package io.opportunities.ratelimit;

import static org.assertj.core.api.Assertions.assertThat;

import io.opportunities.Answer;
import io.opportunities.ApiTest;
import io.opportunities.AtOnce;
import io.opportunities.Basic;
import io.opportunities.Client;
import io.opportunities.SecondInstance;
import io.opportunities.Service;
import io.opportunities.StatementCounter;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.stream.IntStream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.test.context.TestPropertySource;

@ApiTest
@TestPropertySource(properties = "opportunities.rate-limit.per-second=20")
@TestInstance(Lifecycle.PER_CLASS)
class KeyLimitTests {

    private static final int LIMIT = 20;
    private static final int UNTOLD = LIMIT / 10;

    @Autowired
    private Service service;

    @Autowired
    private Buckets buckets;

    @Autowired
    private JdbcClient database;

    private SecondInstance other;

    @BeforeAll
    void start() {
        other = SecondInstance.beside(service, "opportunities.rate-limit.per-second=20");
    }

    @AfterAll
    void stop() {
        other.close();
    }

    @Test
    void twoInstancesTogetherLetNoMoreThroughThanTheLimitAndWhatEachMayCountAlone() throws Exception {
        Client here = service.newCompany();
        Client there = here.at(other.url());
        List<Callable<Answer>> calls = IntStream.range(0, 100)
                .<Callable<Answer>>mapToObj(i -> () -> (i % 2 == 0 ? here : there).get("/roles")).toList();

        Instant start = Instant.now();
        List<Answer> answers = AtOnce.send(calls);
        double seconds = Duration.between(start, Instant.now()).toMillis() / 1000.0;

        long granted = answers.stream().filter(answer -> answer.status() == 200).count();
        assertThat(granted).isBetween((long) LIMIT, (long) (LIMIT + LIMIT * seconds + 2 * UNTOLD));
        assertThat(answers).extracting(Answer::status).containsOnly(200, 429);
    }

    /** Within a day nothing comes back, however slow the machine is. */
    @Test
    void twoInstancesShareTheLimitOfADay() throws Exception {
        String[] limits = {"opportunities.rate-limit.per-second=0", "opportunities.rate-limit.per-day=20"};
        try (SecondInstance one = SecondInstance.beside(service, limits); SecondInstance two = SecondInstance.beside(service, limits)) {
            Client caller = service.newCompany();

            List<Answer> answers = AtOnce.send(IntStream.range(0, 60)
                    .<Callable<Answer>>mapToObj(i -> () -> caller.at((i % 2 == 0 ? one : two).url()).get("/roles")).toList());

            assertThat(answers.stream().filter(answer -> answer.status() == 200)).hasSizeBetween(20, 20 + 2 * UNTOLD);
        }
    }

    @Test
    void aCallTooManyIsToldWhenToComeBackAndIsGrantedThen() throws Exception {
        Client caller = service.newCompany();

        Answer refused = exhaust(caller);

        assertThat(refused.json().get("code").stringValue()).isEqualTo("RATE_LIMITED");
        assertThat(refused.json().get("message").stringValue()).contains("20 times a second");
        assertThat(refused.json().get("requestId").stringValue()).isEqualTo(refused.header("X-Request-Id"));
        assertThat(refused.header("Retry-After")).isEqualTo("1");
        assertThat(refused.header("X-RateLimit-Remaining")).isEqualTo("0");
        Awaitility.await().atMost(Duration.ofSeconds(5)).until(() -> caller.get("/roles").status() == 200);
    }

    @Test
    void everyAnswerToAKeyTellsWhatIsLeft() {
        Client caller = service.newCompany();

        Answer first = caller.get("/roles");

        assertThat(first.header("X-RateLimit-Limit")).isEqualTo("20");
        assertThat(first.header("X-RateLimit-Remaining")).isEqualTo("19");
        assertThat(first.header("RateLimit-Policy")).isEqualTo("\"second\";q=20;w=1");
        assertThat(first.header("RateLimit")).isEqualTo("\"second\";r=19;t=1");
        for (Answer answer : List.of(caller.get("/nothing"), caller.get("/contacts/987654321"), caller.post("/contacts", "{"),
                caller.get("/v1/contacts?page=0"))) {
            assertThat(answer.status()).isGreaterThanOrEqualTo(400);
            assertThat(answer.header("X-RateLimit-Remaining")).isNotNull();
        }
    }

    @Test
    void whoeverIsNotKnownIsToldNothing() {
        Answer unknown = new Client(service.url(), "unknown-key-0123456789-0123456789").get("/roles");

        assertThat(unknown.status()).isEqualTo(401);
        assertThat(unknown.header("X-RateLimit-Limit")).isNull();
    }

    @Test
    void eachKeyHasALimitOfItsOwn() throws Exception {
        Client one = service.newCompany();
        Answer made = one.withKey(null).post("/api-keys", "{}", Basic.ofAdmin(one));
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

            Answer first = caller.get("/roles");
            IntStream.range(0, 4).forEach(i -> assertThat(caller.get("/roles").status()).isEqualTo(200));
            Answer refused = caller.get("/roles");

            assertThat(first.header("RateLimit-Policy")).isEqualTo("\"second\";q=500;w=1, \"day\";q=5;w=86400");
            assertThat(first.header("RateLimit")).matches("\"second\";r=499;t=1, \"day\";r=4;t=\\d{1,5}");
            assertThat(Map.of(first.header("X-RateLimit-Limit"), first.header("X-RateLimit-Remaining"))).isEqualTo(Map.of("5", "4"));
            assertThat(refused.status()).isEqualTo(429);
            long midnight = 86_400 - Instant.now().getEpochSecond() % 86_400;
            assertThat(Long.parseLong(refused.header("Retry-After"))).isBetween(midnight - 5, midnight + 5);
        }
    }

    /** The first answer that is refused. */
    private static Answer exhaust(Client caller) throws Exception {
        List<Answer> answers = AtOnce.send(IntStream.range(0, 100).<Callable<Answer>>mapToObj(i -> () -> caller.get("/roles")).toList());
        return answers.stream().filter(answer -> answer.status() == 429).findFirst().orElseThrow();
    }
}
