package io.opportunities.shards;

import static org.assertj.core.api.Assertions.assertThat;

import io.opportunities.database.CitusDatabase;
import io.opportunities.support.ApiTest;
import io.opportunities.support.Basic;
import io.opportunities.support.Client;
import io.opportunities.support.Service;
import io.opportunities.support.TestResponse;
import java.io.IOException;
import java.time.Duration;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.springframework.beans.factory.annotation.Autowired;

/** A node that is killed is an outage of its own companies alone, and loses nothing that was acknowledged. */
@ApiTest
@Tag("citus")
@EnabledIfSystemProperty(named = "citus.url", matches = ".+", disabledReason = "-Dcitus.url= names no coordinator of Citus")
@EnabledIfSystemProperty(named = "citus.kill", matches = ".+", disabledReason = "-Dcitus.kill= has no command that kills the last worker")
@EnabledIfSystemProperty(named = "citus.start", matches = ".+", disabledReason = "-Dcitus.start= has no command that starts the last worker")
class LostNodeTests {

    private static final Duration SOON = Duration.ofSeconds(60);

    @Autowired
    private Service service;

    private boolean isAway;

    @AfterEach
    void startAgain() throws IOException, InterruptedException {
        if (isAway) {
            run("citus.start");
            isAway = false;
        }
    }

    @Test
    void aKilledNodeIsAnOutageOfItsOwnCompaniesAndLosesNothing() throws Exception {
        Client away = companyOfLastWorker(true);
        Client living = companyOfLastWorker(false);
        try (Load other = new Load(living); Load own = new Load(away)) {
            TimeUnit.SECONDS.sleep(4);
            run("citus.kill");
            isAway = true;
            Awaitility.await().atMost(SOON).until(() -> !own.refused().isEmpty());
            int before = other.created().size();

            TestResponse ready = new Client(service.url(), null).get("/readyz");
            assertThat(ready.status()).isEqualTo(200);
            assertThat(ready.body()).contains("DEGRADED");
            assertThat(living.get("/contacts").status()).isEqualTo(200);
            assertThat(logIn(living, Basic.ofAdmin(living)).status()).isEqualTo(200);
            assertThat(logIn(living, Basic.of("nobody@example.com", "none of anybody")).status()).isEqualTo(401);
            assertThat(new Client(service.url(), "opp_" + "x".repeat(43)).get("/opportunities").status()).isEqualTo(401);
            assertThat(away.get("/opportunities").status()).isEqualTo(503);
            Awaitility.await().atMost(SOON).until(() -> other.created().size() > before + 50);

            startAgain();
            int after = own.created().size();
            Awaitility.await().atMost(SOON).until(() -> own.created().size() > after + 20);
            Awaitility.await().atMost(SOON).until(() -> new Client(service.url(), null).get("/readyz").body().contains("UP"));
            other.close();
            own.close();

            assertThat(other.refused()).isEmpty();
            assertThat(own.refused()).allSatisfy(answer -> assertThat(answer.status()).isEqualTo(503));
            assertThat(titles(away)).as("lost or doubled").isEqualTo(own.created().size());
            assertThat(titles(living)).isEqualTo(other.created().size());
        }
    }

    private static TestResponse logIn(Client company, Map<String, String> password) {
        return company.withKey(null).post("/api-keys", "{\"name\": \"of a password\"}", password);
    }

    private static long titles(Client company) {
        return company.get("/opportunities?include_total=true&page_size=1").header("X-Total-Count") == null
                ? Load.numbers(company).size()
                : Long.parseLong(
                        Objects.requireNonNull(company.get("/opportunities?include_total=true&page_size=1").header("X-Total-Count")));
    }

    private Client companyOfLastWorker(boolean isOfIt) {
        for (int tries = 0; tries < 100; tries++) {
            Client company = service.newCompany();
            company.post("/contacts", "{\"name\": \"Dana\", \"emails\": [\"dana@example.com\"]}");
            long id = company.get("/contacts").json().get(0).get("companyId").asLong();
            if (CitusDatabase.nodeOf(id).equals(CitusDatabase.nodes().getLast()) == isOfIt) {
                return company;
            }
        }
        throw new AssertionError("all companies are on one node");
    }

    private static void run(String command) throws IOException, InterruptedException {
        Process process = new ProcessBuilder("sh", "-c", System.getProperty(command)).redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .redirectError(ProcessBuilder.Redirect.DISCARD).start();
        assertThat(process.waitFor()).as(command).isZero();
    }
}
