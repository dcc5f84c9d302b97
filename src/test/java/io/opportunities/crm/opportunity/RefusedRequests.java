package io.opportunities.crm.opportunity;

import static org.assertj.core.api.Assertions.assertThat;

import io.opportunities.support.Basic;
import io.opportunities.support.Client;
import io.opportunities.support.Service;
import io.opportunities.support.TestResponse;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.springframework.beans.factory.annotation.Autowired;

/** Two companies with records, and what every refusal has in common. */
abstract class RefusedRequests {

    static final Set<String> MEMBERS = Set.of("message", "code", "errors", "requestId");
    static final Map<String, String> SET_UP = new HashMap<>();

    static Client company;
    static String before;

    @BeforeAll
    static void twoCompaniesWithRecords(@Autowired Service service) throws InterruptedException {
        company = service.newCompany();
        Client other = service.newCompany();
        SET_UP.put("key", String.valueOf(company.key()));
        record(company, "");
        record(other, "other");
        company.post("/properties", """
                {"recordType": "opportunity", "name": "Roof type", "type": "DROPDOWN", "options": ["Metal"]}""");
        company.post("/properties", """
                {"recordType": "opportunity", "name": "Power", "type": "NUMERIC"}""");
        Instant expiry = Instant.now().plusSeconds(2);
        SET_UP.put("expired", newKey("{\"expiresAt\": \"%s\"}".formatted(expiry)).json().get("token").stringValue());
        SET_UP.put("readKey", newKey("{\"scope\": \"read\"}").json().get("token").stringValue());
        TestResponse revoked = newKey("{}");
        SET_UP.put("revoked", revoked.json().get("token").stringValue());
        company.delete("/api-keys/" + revoked.id());
        Thread.sleep(Math.max(0, Duration.between(Instant.now(), expiry.plusMillis(100)).toMillis()));
        before = left();
    }

    @AfterAll
    static void theFirstOneThatIsRightGetsNumberOne() {
        TestResponse made = company.post("/opportunities?allow_new_options=true", BadRequests.right());

        assertThat(made.status()).as(made.toString()).isEqualTo(201);
        assertThat(made.json().get("number").asInt()).isEqualTo(1);
    }

    static void assertRefused(TestResponse answer, int status, String code) {
        assertRefused(answer);
        assertThat(answer.status()).as(answer.toString()).isEqualTo(status);
        assertThat(answer.json().get("code").stringValue()).as(answer.toString()).isEqualTo(code);
    }

    static void assertRefused(TestResponse answer) {
        assertThat(answer.status()).as(answer.toString()).isBetween(400, 499);
        assertThat(answer.header("Content-Type")).isEqualTo("application/json");
        Set<String> members = new TreeSet<>(MEMBERS);
        answer.json().get("errors").valueStream().findAny().ifPresent(error -> members.add("field"));
        assertThat(new TreeSet<>(answer.json().propertyNames())).as(answer.body()).isEqualTo(members);
        assertThat(answer.json().get("message").stringValue()).hasSizeBetween(5, 500);
        assertThat(answer.json().get("requestId").stringValue()).matches("[A-Za-z0-9._:-]+").isEqualTo(answer.header("X-Request-Id"));
    }

    static String left() {
        return company.get("/opportunities?include_archived=true").body() + company.get("/contacts").body()
                + company.get("/properties").body();
    }

    static void record(Client of, String prefix) {
        String residential = """
                {"name": "%s", "phases": [{"name": "Lead"}, {"name": "Survey"}]}""";
        TestResponse workflow = of.post("/workflows", residential.formatted("One"));
        TestResponse workflow2 = of.post("/workflows", residential.formatted("Two"));
        Map<String, Long> ids = Map.of("account", account(of, 1), "account2", account(of, 2), "contact",
                of.post("/contacts", "{\"name\": \"Dana\"}").id(), "workflow", workflow.id(), "phase", phase(workflow), "phase2",
                phase(workflow2),
                "user", of.get("/users").json().get(0).get("id").asLong());
        ids.forEach((name, id) -> SET_UP.put(
                prefix.isEmpty() ? name : prefix + Character.toUpperCase(name.charAt(0)) + name.substring(1), String.valueOf(id)));
    }

    static long account(Client of, int number) {
        return of.post("/accounts", "{\"title\": \"Account %1$d\", \"address\": [\"%1$d Elm St, Nashville, TN 37201\"]}".formatted(number))
                .id();
    }

    static long phase(TestResponse workflow) {
        return workflow.json().at("/phases/0/id").asLong();
    }

    static TestResponse newKey(String body) {
        return company.post("/api-keys", body, Basic.ofAdmin(company));
    }
}
