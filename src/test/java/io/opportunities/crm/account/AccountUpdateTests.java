package io.opportunities.crm.account;

import static org.assertj.core.api.Assertions.assertThat;

import io.opportunities.support.ApiTest;
import io.opportunities.support.TestResponse;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

@Tag("citus")
@ApiTest
@ParameterizedClass
@ValueSource(strings = {"/accounts", "/v1/clients"})
class AccountUpdateTests extends OneAccount {

    @Test
    void membersThatAreNamedChangeAndAllOthersStay() {
        JsonNode patched = company.patch(place, """
                {"accountType": null, "address": ["1 Oak St, Austin, TX 78701"], "primaryEmail": "c@example.com"}""").json();

        assertThat(patched.get("accountType").isNull()).isTrue();
        assertThat(patched.get("city").stringValue()).isEqualTo("Austin");
        assertThat(patched.get("title").stringValue()).isEqualTo("Cole Residence");
        assertThat(patched.get("contacts")).hasSize(1);
        assertThat(company.get(place).json()).isEqualTo(patched);
        assertThat(
                company.post(path + "?match_by=primaryEmail", "{\"title\": \"x\", \"address\": \"y\", \"primaryEmail\": \"C@example.com\"}")
                        .id())
                .isEqualTo(cole.id());
    }

    @Test
    void whatAnAccountMustHaveCannotBeCleared() {
        TestResponse refused = company.patch(place,
                "{\"title\": null, \"address\": [], \"accountType\": \"OTHER\", \"custom\": {\"x\": 1}}");

        assertThat(refused.status()).isEqualTo(400);
        assertThat(refused.errorFields()).containsExactlyInAnyOrder("accountType", "title", "address", "custom.x");
        assertThat(company.get(place).json()).isEqualTo(cole.json());
    }

    @Test
    void aChangeThatChangesNothingLeavesTheVersionAndOfTheContactsAloneRaisesIt() {
        assertThat(company.patch(place, "{\"title\": \"Cole Residence\", \"contacts\": []}").header("ETag")).isEqualTo(cole.header("ETag"));
        long ann = company.post("/contacts", "{\"name\": \"Ann\"}").id();
        long bob = company.post("/contacts", "{\"name\": \"Bob\"}").id();

        TestResponse patched = company.patch(place, "{\"contacts\": [%d, %d]}".formatted(bob, ann));

        assertThat(contacts(patched)).containsExactly(bob, ann);
        assertThat(company.get(place).json()).isEqualTo(patched.json());
        assertThat(patched.json().get("updatedAt")).isNotEqualTo(cole.json().get("updatedAt"));
        assertThat(patched.header("ETag")).startsWith("\"1-");
        assertThat(contacts(company.patch(place, "{\"contacts\": [%d]}".formatted(ann)))).containsExactly(ann);
        assertThat(company.get("/contacts/" + bob).json().get("accounts")).isEmpty();
    }

    @Test
    void aChangeWithAnOldVersionIsRejected() {
        Map<String, String> seen = Map.of("If-Match", String.valueOf(cole.header("ETag")));

        assertThat(company.send("GET", place, null, Map.of("If-None-Match", String.valueOf(cole.header("ETag")))).status()).isEqualTo(304);
        assertThat(company.patch(place, "{\"title\": \"Cole\"}", seen).status()).isEqualTo(200);
        assertThat(company.patch(place, "{\"title\": \"Other\"}", seen).status()).isEqualTo(412);
        assertThat(company.send("DELETE", place, null, seen).status()).isEqualTo(412);
    }

    @Test
    void anAccountWithActiveOpportunitiesIsNotArchived() {
        long opportunity = company.post("/opportunities", opportunity()).id();

        TestResponse refused = company.delete(place);

        assertThat(refused.status()).isEqualTo(409);
        assertThat(refused.json().get("message").stringValue()).contains("active opportunities");
        assertThat(company.patch(place, "{\"isActive\": false}").status()).isEqualTo(409);
        assertThat(company.post(path + "?match_found_strategy=replace&dry_run=true", """
                {"title": "Cole Residence", "address": "5 Elm St", "isActive": false}""").status()).isEqualTo(409);
        assertThat(company.get(place).json()).isEqualTo(cole.json());
        company.delete("/opportunities/" + opportunity);
        assertThat(company.delete(place).status()).isEqualTo(200);
        assertThat(company.delete(place).status()).isEqualTo(404);
        assertThat(company.get(place).status()).isEqualTo(404);
        assertThat(company.patch("/opportunities/" + opportunity, "{\"isActive\": true}").status()).isEqualTo(409);
        TestResponse late = company.post("/opportunities", opportunity());
        assertThat(late.errorFields()).containsExactly("accountId");
        assertThat(late.json().get("message").stringValue()).contains("archived");
        assertThat(company.patch(place, "{\"isActive\": true}").status()).isEqualTo(200);
        assertThat(company.post("/opportunities", opportunity()).status()).isEqualTo(201);
        assertThat(actions()).containsExactly("RESTORED", "ARCHIVED", "CREATED");
    }

    @RepeatedTest(5)
    void ofAnArchivingAndANewOpportunityAtOnceOneIsRefused() {
        CompletableFuture<TestResponse> archived = CompletableFuture.supplyAsync(() -> company.delete(place));
        CompletableFuture<TestResponse> made = CompletableFuture.supplyAsync(() -> company.post("/opportunities", opportunity()));

        assertThat(List.of(archived.join().status(), made.join().status())).as(archived.join() + " " + made.join())
                .isIn(List.of(200, 400), List.of(200, 409), List.of(409, 201));
    }

    private static List<Long> contacts(TestResponse account) {
        return account.json().get("contacts").valueStream().map(contact -> contact.get("id").asLong()).toList();
    }

    private List<String> actions() {
        return company.get(place + "/changes").json().valueStream().map(change -> change.get("action").stringValue()).toList();
    }

    private String opportunity() {
        return """
                {"title": "Roof", "address": "7 Elm St", "trades": ["Roofing"], "accountId": %d}""".formatted(cole.id());
    }
}
