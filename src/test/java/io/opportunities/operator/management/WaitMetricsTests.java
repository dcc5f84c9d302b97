package io.opportunities.operator.management;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.opportunities.support.ApiTest;
import io.opportunities.support.Client;
import io.opportunities.support.SecondInstance;
import java.sql.Connection;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;

/** The metrics of waits and connections of an instance without other callers. */
@ApiTest
@TestInstance(Lifecycle.PER_CLASS)
class WaitMetricsTests extends MeteredInstance {

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
}
