package io.opportunities.resilience;

import static org.assertj.core.api.Assertions.assertThat;

import io.opportunities.support.ApiTest;
import io.opportunities.support.Basic;
import io.opportunities.support.Client;
import io.opportunities.support.DatabaseOwner;
import io.opportunities.support.SecondInstance;
import io.opportunities.support.Service;
import io.opportunities.support.TcpProxy;
import io.opportunities.support.TcpProxy.State;
import io.opportunities.support.TestResponse;
import java.sql.Connection;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.springframework.beans.factory.annotation.Autowired;

/** Requests that wait for the only connection of an instance. */
@ApiTest
@TestInstance(Lifecycle.PER_CLASS)
class OneConnectionTests {

    /** The limit of a response without a connection, from the contract. */
    private static final Duration MAX_RESPONSE_TIME = Duration.ofSeconds(5);
    private static final Duration SOON = Duration.ofSeconds(20);
    private static final Duration TIMEOUT_BEFORE_POOL = Duration.ofSeconds(1);

    @Autowired
    Service service;

    @Autowired
    DatabaseOwner database;

    TcpProxy wire;
    SecondInstance instance;
    Client company;

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

    @BeforeEach
    void begin() {
        company = service.newCompany().at(instance.url());
    }

    @Test
    void aCallThatWaitsBehindATransactionIsServedAfterItsEnd() throws Exception {
        long contact = company.post("/contacts", "{\"name\": \"Dana\"}").id();
        try (Connection holder = database.begin()) {
            holder.createStatement().execute("select from contact where id = %d for update".formatted(contact));
            var first = CompletableFuture.supplyAsync(() -> company.patch("/contacts/" + contact, "{\"name\": \"Other\"}"));
            database.awaitLockWait();
            List<CompletableFuture<TestResponse>> behind = ask(5);
            TimeUnit.MILLISECONDS.sleep(TIMEOUT_BEFORE_POOL.plusMillis(200).toMillis());
            behind.addAll(ask(5));

            holder.rollback();

            assertThat(first.get().status()).isEqualTo(200);
            assertThat(behind).allSatisfy(answer -> assertThat(answer.get().status()).isEqualTo(200));
        }
        awaitServedWithoutAWait();
    }

    @Test
    void aLostDatabaseIsReportedToAllInTime() {
        useKey();
        wire.become(State.CUT);
        try {
            assertThat(ask(5)).allSatisfy(answer -> assertRefused(answer.get()));
        } finally {
            wire.become(State.WHOLE);
        }
        awaitServedWithoutAWait();
    }

    @Test
    void aCallWithoutAConnectionFailsInTimeThoughTheDatabaseIsSilent() throws Exception {
        useKey();
        wire.become(State.SILENT);
        try {
            CompletableFuture.supplyAsync(() -> company.get("/contacts"), Thread::startVirtualThread);
            TimeUnit.MILLISECONDS.sleep(200);

            assertThat(ask(5)).allSatisfy(answer -> assertRefused(answer.get()));
        } finally {
            wire.become(State.WHOLE);
        }
        awaitServedWithoutAWait();
    }

    @Test
    void aCallRejectedAtTheStartOfItsTransactionTakesNoConnectionFromOthers() {
        Client admin = company.at(service.url());
        String email = UUID.randomUUID() + "@example.com";
        admin.post("/users", "{\"email\": \"%s\", \"password\": \"correct horse\", \"role\": \"MEMBER\"}".formatted(email));
        TestResponse key = admin.withKey(null).post("/api-keys", "{}", Basic.of(email, "correct horse"));
        Client revoked = company.withKey(key.json().get("token").stringValue());
        assertThat(revoked.get("/contacts").status()).isEqualTo(200);
        admin.delete("/api-keys/" + key.id());

        assertThat(revoked.get("/contacts").status()).isEqualTo(401);

        awaitServedWithoutAWait();
    }

    private List<CompletableFuture<TestResponse>> ask(int times) {
        return IntStream.range(0, times).mapToObj(call -> CompletableFuture.supplyAsync(this::answerInTime, Thread::startVirtualThread))
                .collect(Collectors.toCollection(ArrayList::new));
    }

    private TestResponse answerInTime() {
        long begun = System.nanoTime();
        TestResponse answer = company.get("/contacts");
        assertThat(Duration.ofNanos(System.nanoTime() - begun)).isLessThan(MAX_RESPONSE_TIME);
        return answer;
    }

    /** The caller is cached for a second: a later call needs no connection before its transaction. */
    private void useKey() {
        assertThat(company.get("/contacts").status()).isEqualTo(200);
    }

    private static void assertRefused(TestResponse answer) {
        assertThat(answer.status()).isEqualTo(503);
        assertThat(answer.header("Retry-After")).isNotNull();
    }

    /** A permit that is not released would cost each call the timeout before the pool. */
    private void awaitServedWithoutAWait() {
        Awaitility.await().atMost(SOON).until(() -> {
            long begun = System.nanoTime();
            int status = company.get("/contacts").status();
            return status == 200 && Duration.ofNanos(System.nanoTime() - begun).compareTo(TIMEOUT_BEFORE_POOL.dividedBy(2)) < 0;
        });
    }
}
