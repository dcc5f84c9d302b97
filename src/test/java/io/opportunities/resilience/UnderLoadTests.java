package io.opportunities.resilience;

import static org.assertj.core.api.Assertions.assertThat;

import io.opportunities.support.ApiTest;
import io.opportunities.support.Client;
import io.opportunities.support.DatabaseOwner;
import io.opportunities.support.SecondInstance;
import io.opportunities.support.Service;
import io.opportunities.support.TestResponse;
import java.sql.Connection;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

/** Requests beyond the capacity of an instance, and requests in progress at its shutdown. */
@ApiTest
class UnderLoadTests {

    private static final String OTHER_TITLE = "{\"name\": \"Other\"}";

    @Autowired
    Service service;

    @Autowired
    DatabaseOwner database;

    Client company;
    String contact;

    @BeforeEach
    void begin() {
        company = service.newCompany();
        contact = "/contacts/" + company.post("/contacts", "{\"name\": \"Dana\"}").id();
    }

    @Test
    void whatIsTooMuchAtOnceIsRefusedAtOnce() throws Exception {
        try (SecondInstance small = begun("opportunities.max-concurrent-requests=1"); Connection holder = lockContact()) {
            CompletableFuture<TestResponse> waiting = CompletableFuture
                    .supplyAsync(() -> company.at(small.url()).patch(contact, OTHER_TITLE));
            database.awaitLockWait();

            TestResponse refused = company.at(small.url()).get("/contacts");

            assertThat(refused.status()).isEqualTo(503);
            assertThat(refused.header("Retry-After")).isNotNull();
            assertThat(refused.json().get("code").stringValue()).isEqualTo("UNAVAILABLE");
            holder.rollback();
            assertThat(waiting.get(10, TimeUnit.SECONDS).status()).isEqualTo(200);
            assertThat(company.at(small.url()).get("/contacts").status()).isEqualTo(200);
        }
    }

    @Test
    void anInstanceThatEndsFinishesWhatIsUnderWay() throws Exception {
        SecondInstance ending = begun();
        try (Connection holder = lockContact()) {
            CompletableFuture<TestResponse> underWay = CompletableFuture
                    .supplyAsync(() -> company.at(ending.url()).patch(contact, OTHER_TITLE));
            database.awaitLockWait();
            CompletableFuture<Void> closed = CompletableFuture.runAsync(ending::close);
            TimeUnit.MILLISECONDS.sleep(500);

            holder.rollback();

            assertThat(underWay.get(10, TimeUnit.SECONDS).status()).isEqualTo(200);
            closed.get(30, TimeUnit.SECONDS);
        }
        assertThat(company.get(contact).json().get("name").stringValue()).isEqualTo("Other");
    }

    /** Returns an instance that has served a request before, so that no later request pays for the start. */
    private SecondInstance begun(String... settings) {
        SecondInstance instance = SecondInstance.beside(service, settings);
        company.at(instance.url()).get("/contacts");
        return instance;
    }

    private Connection lockContact() throws Exception {
        Connection holder = database.begin();
        holder.createStatement().execute("select from contact where id = " + contact.replaceAll("\\D", "") + " for update");
        return holder;
    }
}
