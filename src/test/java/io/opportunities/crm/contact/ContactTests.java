package io.opportunities.crm.contact;

import static org.assertj.core.api.Assertions.assertThat;

import io.opportunities.support.ApiTest;
import io.opportunities.support.Client;
import io.opportunities.support.TestResponse;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

@Tag("citus")
@ApiTest
class ContactTests extends OneContact {

    @Test
    void membersThatAreNamedChangeAndAllOthersStay() {
        JsonNode patched = company.patch(place, "{\"title\": null, \"emails\": [\"d@example.com\", \"D@Example.com\"]}").json();

        assertThat(patched.has("title")).isFalse();
        assertThat(patched.get("emails")).hasToString("[\"d@example.com\"]");
        assertThat(patched.get("phones")).hasToString("[\"(615) 555-0134\"]");
        assertThat(company.get(place).json()).isEqualTo(patched);
        assertThat(company.post("/opportunities", opportunity("\"primaryEmail\": \"D@example.com\"")).json().get("contacts"))
                .hasToString("[%d]".formatted(dana.id()));
    }

    @Test
    void aChangeThatChangesNothingLeavesTheVersionAsItIs() {
        TestResponse before = company.get(place);

        TestResponse same = company.patch(place, "{\"name\": \"Dana Cole\", \"accountIds\": []}");

        assertThat(same.header("ETag")).isEqualTo(before.header("ETag"));
        assertThat(same.json()).isEqualTo(before.json());
    }

    @Test
    void aResponseReportsAllViolations() {
        TestResponse refused = company.patch(place,
                "{\"name\": \"\", \"emails\": [\"x\"], \"phones\": [\"615 555 0101\", \"1\"], \"accountIds\": [99]}");

        assertThat(refused.status()).isEqualTo(400);
        assertThat(refused.errorFields()).containsExactlyInAnyOrder("name", "emails[0]", "phones[1]", "accountIds[0]");
        assertThat(company.get(place).json()).isEqualTo(dana.json());
    }

    @Test
    void accountsAreTakenAndLeft() {
        long account = company.post("/accounts", "{\"title\": \"Cole\", \"address\": \"1 Oak St\"}").id();

        assertThat(company.patch(place, "{\"accountIds\": [%d]}".formatted(account)).json().at("/accounts/0/title").stringValue())
                .isEqualTo("Cole");
        assertThat(company.get("/accounts/" + account).json().at("/contacts/0/id").asLong()).isEqualTo(dana.id());
        assertThat(company.patch(place, "{\"accountIds\": null}").json().get("accounts")).isEmpty();
        assertThat(company.get(place + "/changes").json().valueStream().map(change -> change.get("action").stringValue()))
                .containsExactly("UPDATED", "UPDATED", "CREATED");
    }

    @Test
    void aChangeWithAnOldVersionIsRejected() {
        Map<String, String> seen = Map.of("If-Match", String.valueOf(company.get(place).header("ETag")));

        assertThat(company.patch(place, "{\"name\": \"D. Cole\"}", seen).status()).isEqualTo(200);
        assertThat(company.patch(place, "{\"name\": \"Other\"}", seen).status()).isEqualTo(412);
        assertThat(company.send("DELETE", place, null, seen).status()).isEqualTo(412);
        assertThat(company.get(place).json().get("name").stringValue()).isEqualTo("D. Cole");
    }

    @Test
    void whatIsUnchangedIsNotSentAgainUntilAnythingItShowsChanges() {
        Map<String, String> seen = Map.of("If-None-Match", String.valueOf(company.get(place).header("ETag")));

        assertThat(company.send("GET", place, null, seen).status()).isEqualTo(304);
        company.post("/opportunities", opportunity("\"primaryEmail\": \"dana@example.com\""));
        assertThat(company.send("GET", place, null, seen).status()).isEqualTo(200);
    }

    @Test
    void wordsFindContactsByNameEmailAndPhoneHoweverItIsWritten() {
        company.post("/contacts", "{\"name\": \"Sam\", \"emails\": [\"sam@other.test\"]}");

        for (String q : List.of("dana", "COL", "cole%20owner", "example.com", "dana@exa", "6155550134", "615-555-0134",
                "%2B1%20615%20555%200134", "555%200134")) {
            assertThat(names("/contacts?q=" + q)).as(q).containsExactly("Dana Cole");
        }
        assertThat(names("/contacts?q=dana%20sam")).isEmpty();
        assertThat(names("/contacts?q=!!!")).isEmpty();
        assertThat(names("/contacts?q=" + "1".repeat(3_000))).isEmpty();
        assertThat(names("/contacts?order_by=asc&page_size=1")).containsExactly("Dana Cole");
    }

    @Test
    void valuesAreReadAsTheyAreMeant() {
        JsonNode contact = company.post("/contacts", """
                {"name": "Jo", "emails": ["Jo Cole <jo@example.com>", "JO@example.com", "none@none.com", "None@none.com"],
                 "phones": [6155550134, "615-555-0134 (cell)", "000-000-0000", "0000000000"]}""").json();

        assertThat(contact.get("emails")).hasToString("[\"jo@example.com\",\"none@none.com\",\"None@none.com\"]");
        assertThat(contact.get("phones")).hasToString("[\"6155550134\",\"000-000-0000\",\"0000000000\"]");
    }

    @Test
    void anotherCompanysContactCannotBeTouched() {
        Client others = service.newCompany();

        assertThat(others.get(place).status()).isEqualTo(404);
        assertThat(others.patch(place, "{\"name\": \"x\"}").status()).isEqualTo(404);
        assertThat(others.delete(place).status()).isEqualTo(404);
        assertThat(others.get(place + "/changes").status()).isEqualTo(404);
        assertThat(company.get(place).json()).isEqualTo(dana.json());
    }

    private List<String> names(String path) {
        return company.get(path).json().valueStream().map(contact -> contact.get("name").stringValue()).toList();
    }
}
