package io.opportunities.resilience;

import static org.assertj.core.api.Assertions.assertThat;

import io.opportunities.support.ApiTest;
import io.opportunities.support.Client;
import io.opportunities.support.DatabaseOwner;
import io.opportunities.support.SecondInstance;
import io.opportunities.support.Service;
import io.opportunities.support.TcpProxy;
import io.opportunities.support.TcpProxy.State;
import java.sql.Connection;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.springframework.beans.factory.annotation.Autowired;

/** The readiness of an instance with one connection during outages of its database. */
@ApiTest
@TestInstance(Lifecycle.PER_CLASS)
class ReadinessTests {

    private static final Duration MAX_RESPONSE_TIME = Duration.ofSeconds(3);
    private static final Duration SOON = Duration.ofSeconds(15);

    @Autowired
    Service service;

    @Autowired
    DatabaseOwner database;

    TcpProxy wire;
    SecondInstance instance;

    @BeforeAll
    void start() throws Exception {
        wire = new TcpProxy(service.database().getJdbcUrl());
        instance = SecondInstance.on(wire.url(), service.database(), "spring.datasource.hikari.maximum-pool-size=1");
    }

    @AfterAll
    void stop() throws Exception {
        instance.close();
        wire.close();
    }

    @ParameterizedTest
    @EnumSource(names = {"CUT", "SILENT"})
    void anInstanceIsLiveButNotReadyWhileTheDatabaseIsAway(State away) {
        assertThat(answer("/readyz")).isEqualTo(200);

        wire.become(away);
        try {
            for (int probes = 0; probes < 4; probes++) {
                assertThat(answer("/readyz")).isEqualTo(503);
                assertThat(answer("/livez")).isEqualTo(200);
            }
        } finally {
            wire.become(State.WHOLE);
        }

        Awaitility.await().atMost(SOON).until(() -> answer("/readyz") == 200);
        Awaitility.await().atMost(SOON).until(() -> service.newCompany().at(instance.url()).get("/roles").status() == 200);
    }

    @Test
    void anInstanceIsReadyThoughAllConnectionsAreTaken() throws Exception {
        Client company = service.newCompany().at(instance.url());
        long contact = company.post("/contacts", "{\"name\": \"Dana\"}").id();
        try (Connection holder = database.begin()) {
            holder.createStatement().execute("select from contact where id = %d for update".formatted(contact));
            var waiting = CompletableFuture.supplyAsync(() -> company.patch("/contacts/" + contact, "{\"name\": \"Other\"}"));
            Awaitility.await().until(() -> database.sql("select count(*) from pg_locks where not granted").query(Long.class).single() > 0);

            assertThat(answer("/readyz")).isEqualTo(200);

            holder.rollback();
            waiting.get();
        }
    }

    private int answer(String path) {
        long begun = System.nanoTime();
        int status = new Client(instance.url(), null).get(path).status();
        assertThat(Duration.ofNanos(System.nanoTime() - begun)).as(path).isLessThan(MAX_RESPONSE_TIME);
        return status;
    }
}
