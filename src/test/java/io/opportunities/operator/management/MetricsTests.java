package io.opportunities.operator.management;

import static org.assertj.core.api.Assertions.assertThat;

import io.opportunities.support.ApiTest;
import io.opportunities.support.Client;
import io.opportunities.support.SecondInstance;
import java.sql.Connection;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;

/** The metrics of an instance without other callers. */
@ApiTest
@TestInstance(Lifecycle.PER_CLASS)
class MetricsTests extends MeteredInstance {

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
