package io.opportunities.tenancy;

import static org.assertj.core.api.Assertions.assertThat;

import io.opportunities.support.ApiTest;
import io.opportunities.support.Client;
import io.opportunities.support.DatabaseOwner;
import io.opportunities.support.SecondInstance;
import io.opportunities.support.Service;
import io.opportunities.support.TestResponse;
import java.sql.Connection;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

/** The connections of an instance that one company can occupy. */
@ApiTest
class CompanyShareTests {

    private static final int WAITING = 12;

    @Autowired
    private Service service;

    @Autowired
    private DatabaseOwner database;

    @Test
    void aCompanyThatWaitsForItselfLeavesConnectionsToOthers() throws Exception {
        try (SecondInstance instance = SecondInstance.beside(service, "spring.datasource.hikari.maximum-pool-size=4")) {
            Client stuck = service.newCompany().at(instance.url());
            Client other = service.newCompany().at(instance.url());
            String contact = "/contacts/" + stuck.post("/contacts", "{\"name\": \"Dana\"}").id();
            assertThat(other.get("/contacts").status()).isEqualTo(200);
            try (Connection holder = database.begin()) {
                holder.createStatement().execute("select from contact where id = %s for update".formatted(contact.replaceAll("\\D", "")));
                List<CompletableFuture<TestResponse>> waiting = ask(WAITING, () -> stuck.patch(contact, "{\"name\": \"Other\"}"));
                Awaitility.await().until(() -> lockWaits() >= 3);

                List<CompletableFuture<TestResponse>> answers = ask(WAITING, () -> other.get("/contacts"));

                assertThat(answers).allSatisfy(answer -> assertThat(answer.join().status()).isEqualTo(200));
                holder.rollback();
                assertThat(waiting).allSatisfy(answer -> assertServedOrRefused(answer.join()));
            }
            assertThat(ask(WAITING, () -> stuck.get(contact))).allSatisfy(answer -> assertThat(answer.join().status()).isEqualTo(200));
        }
    }

    private long lockWaits() {
        return database.sql("select count(*) from pg_locks where not granted").query(Long.class).single();
    }

    private static void assertServedOrRefused(TestResponse answer) {
        assertThat(answer.status()).isIn(200, 503);
        assertThat(answer.header("Retry-After") != null).isEqualTo(answer.status() == 503);
    }

    private static List<CompletableFuture<TestResponse>> ask(int times, Supplier<TestResponse> call) {
        return IntStream.range(0, times).mapToObj(i -> CompletableFuture.supplyAsync(call, Thread::startVirtualThread)).toList();
    }
}
