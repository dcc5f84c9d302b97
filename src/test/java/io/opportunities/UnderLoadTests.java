package io.opportunities;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.Connection;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

/** What an instance does with requests that it has no room for, and with those that are under way when it ends. */
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
        try (SecondInstance small = begun("opportunities.max-concurrent-requests=1"); Connection holder = holdContact()) {
            CompletableFuture<Answer> waiting = CompletableFuture.supplyAsync(() -> company.at(small.url()).patch(contact, OTHER_TITLE));
            database.awaitLockWait();

            Answer refused = company.at(small.url()).get("/contacts");

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
        try (Connection holder = holdContact()) {
            CompletableFuture<Answer> underWay = CompletableFuture.supplyAsync(() -> company.at(ending.url()).patch(contact, OTHER_TITLE));
            database.awaitLockWait();
            CompletableFuture<Void> closed = CompletableFuture.runAsync(ending::close);
            TimeUnit.MILLISECONDS.sleep(500);

            holder.rollback();

            assertThat(underWay.get(10, TimeUnit.SECONDS).status()).isEqualTo(200);
            closed.get(30, TimeUnit.SECONDS);
        }
        assertThat(company.get(contact).json().get("name").stringValue()).isEqualTo("Other");
    }

    /** One that has answered before, so that nothing takes longer than it has to. */
    private SecondInstance begun(String... settings) {
        SecondInstance instance = SecondInstance.beside(service, settings);
        company.at(instance.url()).get("/contacts");
        return instance;
    }

    private Connection holdContact() throws Exception {
        Connection holder = database.begin();
        holder.createStatement().execute("select from contact where id = " + contact.replaceAll("\\D", "") + " for update");
        return holder;
    }
}
