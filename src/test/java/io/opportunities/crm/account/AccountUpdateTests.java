package io.opportunities.crm.account;

import static org.assertj.core.api.Assertions.assertThat;

import io.opportunities.support.ApiTest;
import io.opportunities.support.Client;
import io.opportunities.support.Service;
import io.opportunities.support.TestResponse;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

@Tag("citus")
@ApiTest
@ParameterizedClass
@ValueSource(strings = {"/accounts", "/v1/clients"})
class AccountUpdateTests {

    @Parameter
    String path;

    @Autowired
    private Service service;

    private Client company;
    private TestResponse cole;
    private String place;

    @BeforeEach
    void anAccount() {
        company = service.newCompany();
        cole = company.post(path, """
                {"title": "Cole Residence", "address": "520 B Benton Ave, Nashville, TN 37204", "accountType": "RESIDENTIAL"}""");
        place = path + "/" + cole.id();
    }

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

    @Test
    void listsAndSearchesFindAccounts() {
        company.post("/properties", "{\"recordType\": \"account\", \"name\": \"Units\", \"type\": \"NUMERIC\"}");
        long other = company.post(path, """
                {"title": "Lakeview 100%", "address": "9 Lake Rd", "primaryPhone": "615 555 0101", "custom": {"units": 12}}""").id();

        assertThat(ids("?q=lakev")).containsExactly(other);
        assertThat(ids("?q=6155550101")).containsExactly(other);
        assertThat(ids("?title=100%25")).containsExactly(other);
        assertThat(ids("?address=benton")).containsExactly(cole.id());
        assertThat(ids("?primaryPhone=(615)%20555")).containsExactly(other);
        assertThat(ids("?primaryName=615")).containsExactly(other);
        assertThat(ids("?updated_after=2999-01-01")).isEmpty();
        assertThat(ids("/search?prop1=units&op1=gte&value1=12")).containsExactly(other);
        assertThat(ids("/search?prop1=accountType&op1=eq&value1=residential")).containsExactly(cole.id());
        assertThat(ids("/search?prop1=accountType&op1=neq&value1=RESIDENTIAL")).containsExactly(other);
        assertThat(ids("/search?prop1=primaryPhone&op1=eq&value1=%2B16155550101")).containsExactly(other);
        assertThat(company.get(path + "/search?prop1=trades&op1=eq&value1=x").errorFields()).containsExactly("prop1");
        assertThat(company.get(path + "?page_size=1&order_by=asc&include_total=true").header("X-Total-Count")).isEqualTo("2");
    }

    @Test
    void aDryRunSaysWhatTheRealCallThenDoes() {
        for (String strategy : List.of("skip", "replace", "enrich")) {
            for (String title : List.of("Cole Residence", "New " + strategy)) {
                String call = path + "?match_found_strategy=" + strategy;
                String body = """
                        {"title": "%s", "address": "5 Elm St", "description": "%s", "primaryEmail": "%s@example.com"}"""
                        .formatted(title, strategy, strategy);
                TestResponse before = company.get(path + "?include_total=true");

                TestResponse dry = company.post(call + "&dry_run=true", body);

                assertThat(company.get(path + "?include_total=true").body()).isEqualTo(before.body());
                TestResponse real = company.post(call, body);
                assertThat(dry.status()).isEqualTo(200);
                assertThat(comparable(dry)).isEqualTo(comparable(real));
                assertThat(dry.json().get("id").isNull()).isEqualTo(real.status() == 201);
            }
        }
    }

    @Test
    void theChangesOfAnArchivedAccountAreShownOnRequestOnly() {
        company.delete(place);

        assertThat(company.get(place + "/changes").status()).isEqualTo(404);
        assertThat(company.get(place + "/changes?include_archived=true").json()).hasSize(2);
    }

    @Test
    void anotherCompanysAccountCannotBeTouched() {
        Client others = service.newCompany();

        assertThat(others.get(place).status()).isEqualTo(404);
        assertThat(others.patch(place, "{\"title\": \"x\"}").status()).isEqualTo(404);
        assertThat(others.delete(place).status()).isEqualTo(404);
        assertThat(others.get(place + "/changes").status()).isEqualTo(404);
        assertThat(company.get(place).json()).isEqualTo(cole.json());
    }

    private List<Object> comparable(TestResponse answer) {
        ObjectNode body = (ObjectNode) answer.json();
        body.remove(List.of("id", "number", "createdAt", "updatedAt", "contacts"));
        return List.of(body, String.valueOf(answer.header("X-Match-Outcome")), String.valueOf(answer.header("X-Match-Count")),
                String.valueOf(answer.header("ETag")).split("-")[0]);
    }

    private static List<Long> contacts(TestResponse account) {
        return account.json().get("contacts").valueStream().map(contact -> contact.get("id").asLong()).toList();
    }

    private List<String> actions() {
        return company.get(place + "/changes").json().valueStream().map(change -> change.get("action").stringValue()).toList();
    }

    private List<Long> ids(String query) {
        return company.get(path + query).json().valueStream().map(record -> record.get("id").asLong()).toList();
    }

    private String opportunity() {
        return """
                {"title": "Roof", "address": "7 Elm St", "trades": ["Roofing"], "accountId": %d}""".formatted(cole.id());
    }
}
