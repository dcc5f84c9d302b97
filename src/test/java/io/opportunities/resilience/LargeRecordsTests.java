package io.opportunities.resilience;

import static org.assertj.core.api.Assertions.assertThat;

import io.opportunities.support.ApiTest;
import io.opportunities.support.Client;
import io.opportunities.support.Concurrently;
import io.opportunities.support.SecondInstance;
import io.opportunities.support.TestResponse;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.Callable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import tools.jackson.databind.JsonNode;

/** Limits of large records: of a company, of a record, and of all calls at once. */
@ApiTest
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class LargeRecordsTests extends LargeRecords {

    @Test
    void aLargeRecordAloneShowsMoreThanOnAPage() {
        JsonNode ofAPage = longTexts.get("/contacts?page_size=50").json().get(0);
        JsonNode alone = longTexts.get("/contacts/" + ofAPage.get("id")).json();

        assertThat(ofAPage.get("accounts").size()).isBetween(20, 50);
        assertThat(alone.get("accounts")).hasSize(100);
        assertThat(longTexts.get("/accounts?page_size=50").json()).allMatch(account -> !account.get("contacts").isEmpty());
        assertThat(longTexts.get("/accounts/" + alone.at("/accounts/0/id")).json().get("contacts").size()).isBetween(30, 50);
    }

    @Test
    void aCompanyLeavesRoomForOthers() throws Exception {
        try (SecondInstance instance = SecondInstance.beside(service, "opportunities.max-answer-memory=1000000")) {
            Client greedy = company.at(instance.url());
            Client other = longTexts.at(instance.url());
            List<Callable<TestResponse>> calls = new ArrayList<>(Collections.nCopies(6, () -> greedy.get("/opportunities?page_size=100")));
            calls.add(() -> other.get("/teams?page_size=100"));

            List<TestResponse> answers = Concurrently.send(calls);

            assertThat(answers).extracting(TestResponse::status).isSubsetOf(200, 503);
            assertThat(answers.getLast().status()).isEqualTo(200);
            assertThat(answers.getLast().json().size()).as("what half of the room takes").isBetween(4, 6);
        }
    }

    @Test
    void customValuesOfARecordDoNotAddUpBeyondTheirLimit() {
        Client other = service.newCompany();
        List.of("A", "B").forEach(name -> other.post("/properties", """
                {"recordType": "opportunity", "name": "%s", "type": "TEXT", "isMultiple": true}""".formatted(name)));
        long id = other.post("/opportunities", record(0, "[]").replace("\"notes\"", "\"a\"")).id();

        TestResponse one = other.patch("/opportunities/" + id, "{\"custom\": {\"a\": %s}}".formatted(notes(90, 1)));
        TestResponse two = other.patch("/opportunities/" + id, "{\"custom\": {\"b\": %s}}".formatted(notes(90, 2)));
        TestResponse renamed = other.patch("/opportunities/" + id, "{\"title\": \"Still changed\"}");

        assertThat(one.status()).isEqualTo(200);
        assertThat(two.status()).isEqualTo(400);
        assertThat(two.errorFields()).containsExactly("custom");
        assertThat(renamed.status()).isEqualTo(200);
    }

    @Test
    void manyLargeRecordsAskedForAtOnceWaitForEachOther() throws Exception {
        try (SecondInstance instance = SecondInstance.beside(service, "opportunities.max-answer-memory=1000000")) {
            Client client = company.at(instance.url());
            client.get("/opportunities/" + first);

            List<TestResponse> records = Concurrently.send(Collections.nCopies(4, () -> client.get("/opportunities/" + first)));
            List<TestResponse> pages = Concurrently.send(Collections.nCopies(4, () -> client.get("/opportunities?page_size=100")));

            assertThat(records).extracting(TestResponse::status).containsOnly(200);
            assertThat(pages).extracting(TestResponse::status).containsOnly(200);
            assertThat(pages).allMatch(page -> page.json().size() >= 1 && page.body().length() < MAX_BYTES);
            assertThat(client.get("/opportunities").status()).as("room is given back").isEqualTo(200);
        }
    }

    @Test
    void theSizeOfTheLargestRowIsNoted() {
        assertThat(owner.sql("select c.largest_record from company c join opportunity o using (company_id) where o.id = ?").param(first)
                .query(Integer.class).single()).isBetween(600_000, 1_000_000);
    }
}
