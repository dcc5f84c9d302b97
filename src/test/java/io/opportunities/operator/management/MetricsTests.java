package io.opportunities.operator.management;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.opportunities.support.ApiTest;
import io.opportunities.support.Client;
import io.opportunities.support.DatabaseOwner;
import io.opportunities.support.SecondInstance;
import io.opportunities.support.Service;
import java.sql.Connection;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.springframework.beans.factory.annotation.Autowired;

/** The metrics of an instance without other callers. */
@ApiTest
@TestInstance(Lifecycle.PER_CLASS)
class MetricsTests {

    private static final String ROOF = """
            {"title": "Roof", "address": ["520 B Benton Ave, Nashville, TN 37204"], "trades": ["Roofing"],
             "primaryEmail": "dana@example.com"}""";

    @Autowired
    Service service;

    @Autowired
    DatabaseOwner database;

    SecondInstance instance;
    Client company;
    Scrape before;

    @BeforeAll
    void start() {
        instance = SecondInstance.beside(service);
    }

    @BeforeEach
    void begin() {
        company = service.newCompany().at(instance.url());
        before = scrape();
    }

    @AfterAll
    void stop() {
        instance.close();
    }

    @Test
    void matchesAndTheirContactsAreCountedByOutcome() {
        company.post("/opportunities?match_by=primaryEmail", ROOF);
        company.post("/opportunities?match_by=primaryEmail", ROOF);
        company.post("/opportunities?match_by=primaryEmail&match_found_strategy=replace", ROOF.replace("Roof", "Solar"));
        company.post("/opportunities?match_by=title", ROOF.replace("Roof", "Another roof"));
        company.post("/accounts?match_by=title", "{\"title\": \"Acme\", \"address\": [\"1 A St\"]}");

        assertThat(matches("opportunity", "primaryEmail", "created")).isEqualTo(1);
        assertThat(matches("opportunity", "primaryEmail", "skipped")).isEqualTo(1);
        assertThat(matches("opportunity", "primaryEmail", "replaced")).isEqualTo(1);
        assertThat(matches("opportunity", "title", "created")).isEqualTo(1);
        assertThat(matches("account", "title", "created")).isEqualTo(1);
        assertThat(counted("opportunities_contacts_total", "outcome=\"created\"")).isEqualTo(1);
        assertThat(counted("opportunities_contacts_total", "outcome=\"matched\"")).isEqualTo(1);
    }

    @Test
    void whatIsNotCommittedIsNotCounted() {
        company.post("/opportunities?match_by=primaryEmail&dry_run=true", ROOF);
        failOnCommit();
        try {
            assertThat(company.post("/opportunities?match_by=primaryEmail", ROOF).status()).isEqualTo(500);
        } finally {
            mend();
        }

        assertThat(counted("opportunities_matches_total")).isZero();
        assertThat(counted("opportunities_contacts_total")).isZero();

        company.post("/opportunities?match_by=primaryEmail", ROOF);

        assertThat(counted("opportunities_matches_total")).isEqualTo(1);
        assertThat(counted("opportunities_contacts_total")).isEqualTo(1);
    }

    @Test
    void anAnswerThatIsGivenAgainIsCountedAsThatAlone() {
        company.post("/opportunities", ROOF, Map.of("Idempotency-Key", "a"));
        company.post("/opportunities", ROOF, Map.of("Idempotency-Key", "a"));

        assertThat(counted("opportunities_replays_total")).isEqualTo(1);
        assertThat(counted("opportunities_matches_total")).isEqualTo(1);
    }

    @Test
    void callsOfOldPathsAreCountedByKey() {
        company.get("/requests");
        company.get("/requests/search?prop1=title&op1=eq&value1=a");
        company.get("/v1/clients");
        company.get("/opportunities");
        new Client(instance.url(), null).get("/requests");

        assertThat(counted("opportunities_deprecated_calls_total", "path=\"/requests\"", "key=\"")).isEqualTo(2);
        assertThat(counted("opportunities_deprecated_calls_total", "path=\"/clients\"", "company=\"")).isEqualTo(1);
        assertThat(counted("opportunities_deprecated_calls_total")).isEqualTo(3);
    }

    @Test
    void refusalsAreCountedByTheLimit() throws Exception {
        try (SecondInstance small = SecondInstance.beside(service, "opportunities.authentication.key-failures-per-minute=1",
                "opportunities.max-concurrent-requests=1", "opportunities.rate-limit.per-day=20")) {
            refuse(company.at(small.url()));

            Scrape scrape = Scrape.of(small.managementUrl());

            for (String limit : List.of("load", "key_rate", "wrong_keys")) {
                assertThat(scrape.sum("opportunities_refusals_total", "limit=\"%s\"".formatted(limit))).as(limit).isEqualTo(1);
            }
            assertThat(scrape.sum("opportunities_refusals_total", "limit=\"wrong_passwords\"")).isZero();
        }
    }

    private void refuse(Client company) throws Exception {
        String contact = "/contacts/" + company.post("/contacts", "{\"name\": \"Dana\"}").id();
        try (Connection holder = database.begin()) {
            holder.createStatement().execute("select from contact where id = %s for update".formatted(contact.replaceAll("\\D", "")));
            var waiting = CompletableFuture.supplyAsync(() -> company.patch(contact, "{\"name\": \"Other\"}"));
            Awaitility.await().pollInterval(Duration.ofMillis(300)).until(() -> company.get("/contacts").status() == 503);
            holder.rollback();
            waiting.get();
        }
        for (int calls = 0; calls < 20 && company.get("/contacts").status() != 429; calls++) {
        }
        Client wrong = company.withKey("unknown-key-0123456789-0123456789");
        wrong.get("/contacts");
        wrong.get("/contacts");
    }

    @Test
    void theWaitForAMatchLockIsTimed() throws Exception {
        try (Connection other = database.begin()) {
            other.createStatement().execute("lock table contact in share mode");
            var first = CompletableFuture.supplyAsync(() -> company.post("/opportunities", ROOF));
            var second = CompletableFuture.supplyAsync(() -> company.post("/opportunities", ROOF));
            Awaitility.await().until(() -> database.sql("select count(*) from pg_locks where locktype = 'advisory' and not granted")
                    .query(Long.class).single() == 1);
            TimeUnit.MILLISECONDS.sleep(200);
            other.rollback();
            first.get();
            second.get();
        }

        assertThat(counted("opportunities_match_lock_seconds_count")).isEqualTo(2);
        assertThat(counted("opportunities_match_lock_seconds_sum")).isBetween(0.2, 4.0);
        assertThat(counted("opportunities_match_lock_seconds_bucket", "le=\"0.1\"")).isEqualTo(1);
    }

    @Test
    void waitsForAConnectionAreCountedAndTimed() throws Exception {
        try (SecondInstance small = SecondInstance.beside(service, "spring.datasource.hikari.maximum-pool-size=1");
                Connection other = database.begin()) {
            Client there = company.at(small.url());
            there.get("/contacts");
            double waited = Scrape.of(small.managementUrl()).sum("opportunities_transactions_wait_seconds_sum");
            other.createStatement().execute("lock table contact in access exclusive mode");
            var first = CompletableFuture.supplyAsync(() -> there.get("/contacts"));
            database.awaitLockWait();
            var second = CompletableFuture.supplyAsync(() -> there.get("/contacts"));

            Awaitility.await().pollInterval(Duration.ofMillis(50)).untilAsserted(
                    () -> assertThat(Scrape.of(small.managementUrl()).sum("opportunities_transactions_waiting")).isPositive());
            TimeUnit.MILLISECONDS.sleep(100);

            other.rollback();
            assertThat(first.get().status()).isEqualTo(200);
            assertThat(second.get().status()).isEqualTo(200);
            Awaitility.await().untilAsserted(
                    () -> assertThat(Scrape.of(small.managementUrl()).sum("opportunities_transactions_waiting")).isZero());
            assertThat(Scrape.of(small.managementUrl()).sum("opportunities_transactions_wait_seconds_sum")).isBetween(waited + 0.1,
                    waited + 5);
        }
    }

    @Test
    void connectionsOfClientsAreShownBesideHowManyThereCanBe() {
        company.get("/contacts");

        Scrape now = scrape();
        assertThat(now.sum("opportunities_connections")).isBetween(1.0, 50.0);
        assertThat(now.sum("opportunities_connections_max")).isCloseTo(Runtime.getRuntime().maxMemory() / 1_048_576.0, within(1.0));
    }

    @Test
    void whatClientsMakeUpBecomesNoSeries() {
        for (int i = 0; i < 5; i++) {
            company.get("/made-up-" + i);
            company.get("/contacts/99999" + i + "?madeup" + i + "=1");
            company.send("MADEUP" + i, "/contacts", null, Map.of());
        }

        // before the last space, because a value may contain five nines
        assertThat(scrape().lines()).noneMatch(line -> line.matches(".*(made-up|MADEUP|99999).* \\S+"));
        assertThat(counted("http_server_requests_seconds_count", "uri=\"/contacts/{id}\"", "status=\"404\"")).isEqualTo(5);
    }

    private double matches(String kind, String by, String outcome) {
        return counted("opportunities_matches_total", "kind=\"%s\"".formatted(kind), "match_by=\"%s\"".formatted(by),
                "outcome=\"%s\"".formatted(outcome));
    }

    private double counted(String name, String... labels) {
        return scrape().sum(name, labels) - before.sum(name, labels);
    }

    private Scrape scrape() {
        return Scrape.of(instance.managementUrl());
    }

    private void failOnCommit() {
        database.sql("""
                create function fail() returns trigger language plpgsql as $$
                begin raise exception 'for this test' using errcode = '22012'; end $$""").update();
        database.sql("""
                create constraint trigger fails after insert on contact deferrable initially deferred
                for each row execute function fail()""").update();
    }

    private void mend() {
        database.sql("drop trigger fails on contact").update();
        database.sql("drop function fail()").update();
    }
}
