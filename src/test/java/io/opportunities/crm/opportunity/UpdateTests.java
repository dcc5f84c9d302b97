package io.opportunities.crm.opportunity;

import static org.assertj.core.api.Assertions.assertThat;

import io.opportunities.support.Client;
import io.opportunities.support.Concurrently;
import io.opportunities.support.TestResponse;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

@Tag("citus")
@BothSpellings
class UpdateTests extends OneOpportunity {

    @Test
    void anEmailThatIsClearedIsNotSuppliedByTheContactsThatComeWithIt() {
        long contact = company.post("/contacts", """
                {"name": "Ann", "emails": ["ann@example.com"], "phones": ["615 555 0101"]}""").id();
        long id = company.post(path, Opportunities.body("\"primaryEmail\": \"jo@example.com\"")).id();

        JsonNode patched = company.patch(path + "/" + id, "{\"contacts\": [%d], \"primaryEmail\": null}".formatted(contact)).json();

        assertThat(patched.get("primaryEmail").isNull()).isTrue();
        assertThat(patched.get("contacts")).hasToString("[%d]".formatted(contact));
        assertThat(company.post(path, Opportunities.body("\"contacts\": [%d]".formatted(contact), "\"primaryEmail\": null")).json()
                .get("primaryEmail").stringValue()).as("null is not given, of a new record").isEqualTo("ann@example.com");
    }

    @Test
    void membersThatAreNamedChangeAndAllOthersStay() {
        JsonNode patched = company.patch(place, "{\"value\": 7.5, \"description\": null}").json();

        assertThat(patched.get("value").decimalValue()).isEqualByComparingTo("7.5");
        assertThat(patched.get("description").isNull()).isTrue();
        assertThat(patched.get("title").stringValue()).isEqualTo("Roof");
        assertThat(patched.at("/updatedBy/id").asLong()).isEqualTo(patched.get("createdById").asLong());
        assertThat(company.get(place).json()).isEqualTo(patched);
    }

    @Test
    void aChangeThatChangesNothingLeavesTheVersionAsItIs() {
        TestResponse same = company.patch(place, "{\"value\": \"5.0\", \"status\": null, \"trades\": [\"Roofing\", \"roofing\"]}");

        assertThat(same.header("ETag")).isEqualTo(made.header("ETag"));
        assertThat(same.json()).isEqualTo(made.json());
    }

    @Test
    void whatARecordMustHaveCannotBeCleared() {
        TestResponse refused = company.patch(place,
                "{\"address\": null, \"trades\": \"\", \"accountId\": 1, \"clientId\": null, \"size\": \"x\"}");

        assertThat(refused.status()).isEqualTo(400);
        assertThat(refused.errorFields()).containsExactlyInAnyOrder("size", "address", "trades", "accountId", "clientId");
        assertThat(company.get(place).json()).isEqualTo(made.json());
    }

    @Test
    void aTitleThatIsClearedIsAnsweredWithThatOfTheAccount() {
        long account = company.post("/accounts", "{\"title\": \"Cole Residence\", \"address\": \"1 Oak St\"}").id();
        String ofAccount = path + "/" + company.post(path, Opportunities.body("\"accountId\": " + account)).id();

        assertThat(company.patch(ofAccount, "{\"title\": null}").json().get("title").stringValue()).isEqualTo("Cole Residence");
        assertThat(company.get(path).json().get(0).get("title").stringValue()).isEqualTo("Cole Residence");
        assertThat(company.patch(place, "{\"title\": \" \"}").json().get("title").isNull()).isTrue();
    }

    @Test
    void ifMatchRejectsAChangeWithAnOldVersion() {
        String seen = String.valueOf(made.header("ETag"));

        assertThat(company.patch(place, "{\"value\": 6}", Map.of("If-Match", seen)).status()).isEqualTo(200);
        TestResponse late = company.patch(place, "{\"value\": 7}", Map.of("If-Match", seen));
        assertThat(late.status()).isEqualTo(412);
        assertThat(late.json().get("code").stringValue()).isEqualTo("PRECONDITION_FAILED");
        assertThat(company.send("DELETE", place, null, Map.of("If-Match", seen)).status()).isEqualTo(412);
        assertThat(company.patch(place, "{\"value\": 8}", Map.of("If-Match", "W/" + seen)).status()).isEqualTo(412);
        assertThat(company.patch(place, "{\"value\": 9}", Map.of("If-Match", "*")).status()).isEqualTo(200);
        assertThat(company.get(place).json().get("value").intValue()).isEqualTo(9);
    }

    @Test
    void anUnchangedRecordIsNotSentAgain() {
        Map<String, String> seen = Map.of("If-None-Match", String.valueOf(company.get(place).header("ETag")));

        assertThat(company.send("GET", place, null, seen).status()).isEqualTo(304);
        company.patch(place, "{\"value\": 6}");
        assertThat(company.send("GET", place, null, seen).status()).isEqualTo(200);
    }

    @Test
    void aNumberIsKeptToItsLastDigit() {
        company.post("/properties", "{\"recordType\": \"opportunity\", \"name\": \"Exact\", \"type\": \"NUMERIC\"}");

        TestResponse patched = company.patch(place,
                "{\"custom\": {\"exact\": 123456789012345.123456789012345}, \"value\": 123456789012345.1234}");

        assertThat(patched.body()).contains("\"exact\":123456789012345.123456789012345");
        assertThat(company.get(place).body()).isEqualTo(patched.body());
        assertThat(company.patch(place, "{\"custom\": {\"exact\": 123456789012345.123456789012345}}").header("ETag"))
                .isEqualTo(patched.header("ETag"));
        assertThat(company.get(place + "/changes").body()).contains("123456789012345.123456789012345", "123456789012345.1234");
    }

    @Test
    void changesOfDifferentMembersAtOnceAllStay() throws Exception {
        List<Callable<TestResponse>> changes = Stream.of("\"value\": 11", "\"size\": 12", "\"confidence\": 13", "\"description\": \"text\"",
                "\"title\": \"Other\"", "\"primaryEmail\": \"a@example.com\"", "\"primaryPhone\": \"615 555 0101\"",
                "\"status\": \"ON_HOLD\"")
                .<Callable<TestResponse>>map(change -> () -> company.patch(place, "{" + change + "}")).toList();

        assertThat(Concurrently.send(changes)).allSatisfy(changed -> assertThat(changed.status()).isEqualTo(200));

        JsonNode after = company.get(place).json();
        assertThat(List.of("value", "size", "confidence", "description", "title", "primaryEmail", "primaryPhone", "status").stream()
                .map(member -> after.get(member).asString()))
                .containsExactly("11", "12", "13", "text", "Other", "a@example.com", "615 555 0101", "ON_HOLD");
        assertThat(company.get(place + "/changes").json()).hasSize(9);
    }

    @Test
    void anotherCompanysRecordCannotBeTouched() {
        Client others = service.newCompany();

        assertThat(others.patch(place, "{\"value\": 1}").status()).isEqualTo(404);
        assertThat(others.delete(place).status()).isEqualTo(404);
        assertThat(others.get(place + "/changes").status()).isEqualTo(404);
        assertThat(company.get(place).json()).isEqualTo(made.json());
    }
}
