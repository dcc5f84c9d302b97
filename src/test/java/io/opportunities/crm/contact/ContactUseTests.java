package io.opportunities.crm.contact;

import static org.assertj.core.api.Assertions.assertThat;

import io.opportunities.support.ApiTest;
import io.opportunities.support.TestResponse;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** Contacts in the records that have them: found, removed and changed at the same time. */
@Tag("citus")
@ApiTest
class ContactUseTests extends OneContact {

    @Test
    void opportunitiesAreFoundByTheNewNameOfTheirContact() {
        long id = company.post("/opportunities", opportunity("\"primaryEmail\": \"dana@example.com\"")).id();

        company.patch(place, "{\"name\": \"Quincy Adams\"}");

        assertThat(ids("/opportunities?q=quincy")).containsExactly(id);
        assertThat(ids("/opportunities?q=roof%20quincy%20615")).containsExactly(id);
        assertThat(ids("/opportunities?primaryName=NCY%20AD")).containsExactly(id);
        assertThat(ids("/opportunities?q=cole")).isEmpty();
    }

    @Test
    void aRemovedContactIsGoneFromTheRecordsThatHadIt() {
        long sam = company.post("/contacts", "{\"name\": \"Sam\"}").id();
        long account = company.post("/accounts", "{\"title\": \"Account\", \"address\": \"1 Oak St\", \"contacts\": [%d, %d]}"
                .formatted(dana.id(), sam)).id();
        long id = company.post("/opportunities", opportunity("\"contacts\": [%d, %d]".formatted(dana.id(), sam))).id();

        TestResponse removed = company.delete(place);

        assertThat(removed.status()).isEqualTo(200);
        assertThat(removed.json().get("name").stringValue()).isEqualTo("Dana Cole");
        assertThat(company.get(place).status()).isEqualTo(404);
        assertThat(company.delete(place).status()).isEqualTo(404);
        JsonNode left = company.get("/opportunities/" + id).json();
        assertThat(left.get("contacts")).hasToString("[%d]".formatted(sam));
        assertThat(left.get("primaryEmail").stringValue()).isEqualTo("dana@example.com");
        assertThat(company.get("/accounts/" + account).json().get("contacts")).hasToString(
                "[{\"id\":%d,\"emails\":[],\"phones\":[]}]".formatted(sam));
        assertThat(company.get("/opportunities/" + id + "/changes").json().at("/0/changes/0/field").stringValue()).isEqualTo("contacts");
        assertThat(ids("/opportunities?q=dana")).containsExactly(id);
        assertThat(ids("/opportunities?q=cole")).isEmpty();
    }

    @RepeatedTest(5)
    void aMatchOfAContactUnderRemovalReturnsItOrANewOne() {
        CompletableFuture<TestResponse> removed = CompletableFuture.supplyAsync(() -> company.delete(place));
        CompletableFuture<TestResponse> made = CompletableFuture
                .supplyAsync(() -> company.post("/opportunities", opportunity("\"primaryEmail\": \"dana@example.com\"")));

        assertThat(removed.join().status()).as(removed.join().body()).isEqualTo(200);
        assertThat(made.join().status()).as(made.join().body()).isEqualTo(201);
        JsonNode contacts = company.get("/opportunities/" + made.join().id()).json().get("contacts");
        assertThat(contacts.valueStream().map(JsonNode::asLong)).doesNotContain(dana.id()).hasSizeBetween(0, 1);
    }

    @RepeatedTest(5)
    void twoContactsOfOneRecordCanBeRemovedWhileItIsChanged() {
        long sam = company.post("/contacts", "{\"name\": \"Sam\"}").id();
        String record = "/opportunities/"
                + company.post("/opportunities", opportunity("\"contacts\": [%d, %d]".formatted(dana.id(), sam))).id();

        List<CompletableFuture<TestResponse>> calls = List.of(
                CompletableFuture.supplyAsync(() -> company.delete(place)),
                CompletableFuture.supplyAsync(() -> company.delete("/contacts/" + sam)),
                CompletableFuture.supplyAsync(() -> company.patch(record, "{\"title\": \"Other\"}")));

        assertThat(calls).allSatisfy(call -> assertThat(call.join().status()).as(call.join().toString()).isEqualTo(200));
        assertThat(company.get(record).json().get("contacts")).isEmpty();
        assertThat(company.get(record).json().get("title").stringValue()).isEqualTo("Other");
    }

    @RepeatedTest(5)
    void aRecordIsFoundByTheLastNameOfEachOfItsContactsWhateverChangesAtOnce() {
        long sam = company.post("/contacts", "{\"name\": \"Sam\"}").id();
        long id = company.post("/opportunities", opportunity("\"contacts\": [%d, %d]".formatted(dana.id(), sam))).id();

        List<CompletableFuture<TestResponse>> calls = List.of(
                CompletableFuture.supplyAsync(() -> company.patch("/contacts/" + sam, "{\"name\": \"Quincy\"}")),
                CompletableFuture.supplyAsync(() -> company.patch(place, "{\"name\": \"Zelda\"}")),
                CompletableFuture.supplyAsync(() -> company.patch("/opportunities/" + id, "{\"title\": \"Gutter\"}")),
                CompletableFuture.supplyAsync(
                        () -> company.patch("/opportunities/" + id, "{\"contacts\": [%d, %d]}".formatted(sam, dana.id()))));

        assertThat(calls).allSatisfy(call -> assertThat(call.join().status()).as(call.join().toString()).isEqualTo(200));
        assertThat(ids("/opportunities?q=quincy%20zelda%20gutter")).containsExactly(id);
        assertThat(ids("/opportunities?q=cole")).isEmpty();
    }

    @Test
    void theChangesOfARemovedContactAreStillListed() {
        company.delete(place);

        assertThat(company.get(place + "/changes").json().valueStream().map(change -> change.get("action").stringValue()))
                .containsExactly("DELETED", "CREATED");
        assertThat(company.get("/contacts/987654321/changes").status()).isEqualTo(404);
    }

    private List<Long> ids(String path) {
        return company.get(path).json().valueStream().map(record -> record.get("id").asLong()).toList();
    }
}
