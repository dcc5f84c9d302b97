package io.opportunities.crm.event;

import static org.assertj.core.api.Assertions.assertThat;

import io.opportunities.support.ApiTest;
import io.opportunities.support.Client;
import io.opportunities.support.DatabaseOwner;
import io.opportunities.support.TestResponse;
import java.sql.Connection;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import tools.jackson.databind.JsonNode;

@ApiTest
class EventTests {

    private final Client company;

    EventTests(Client company) {
        this.company = company;
    }

    @Test
    void eachEventHasTheRecordAsItWasThen() {
        List<JsonNode> truth = new ArrayList<>();
        TestResponse made = company.post("/opportunities", """
                {"title": "Roof", "address": "520 B Benton Ave, Nashville, TN 37204", "trades": ["Roofing"], "value": 18500.5,
                 "primaryEmail": "dana@example.com"}""");
        truth.add(made.json());
        String place = "/opportunities/" + made.id();
        for (String change : List.of("{\"value\": 7}", "{\"title\": \"Roofs\", \"primaryPhone\": \"615 555 0134\"}",
                "{\"address\": \"12 Main St, Memphis, TN 38103\", \"value\": null}", "{\"contacts\": []}", "{\"status\": \"ON_HOLD\"}")) {
            truth.add(company.patch(place, change).json());
        }

        List<JsonNode> events = all("types=REQUEST_CREATED,REQUEST_UPDATED");

        assertThat(events.stream().map(event -> event.get("record"))).containsExactlyElementsOf(truth);
        assertThat(events.getFirst().get("triggerKey").stringValue()).isEqualTo("REQUEST_CREATED");
        assertThat(events.getLast().get("changes")).hasToString("[{\"field\":\"status\",\"from\":\"ACTIVE\",\"to\":\"ON_HOLD\"}]");
        assertThat(events.getLast().get("by").get("id")).isEqualTo(truth.getLast().get("updatedBy").get("id"));
    }

    @Test
    void manyVersionsAreRestoredExactly() {
        company.post("/properties", "{\"recordType\": \"opportunity\", \"name\": \"Note\", \"type\": \"TEXT\"}");
        List<JsonNode> truth = new ArrayList<>();
        TestResponse made = company.post("/opportunities", body("Many"));
        truth.add(made.json());
        for (int i = 1; i <= 40; i++) {
            truth.add(company.patch("/opportunities/" + made.id(), "{\"%s\": %s}".formatted(i % 3 == 0 ? "custom" : "value",
                    i % 3 == 0 ? "{\"note\": \"n" + i + "\"}" : String.valueOf(i))).json());
        }

        List<JsonNode> records = all("types=REQUEST_CREATED,REQUEST_UPDATED&limit=7").stream().map(event -> event.get("record")).toList();

        assertThat(records).containsExactlyElementsOf(truth);
    }

    @Test
    void oneChangeFiresAllItsTriggers() {
        company.post("/properties", "{\"recordType\": \"opportunity\", \"name\": \"Note\", \"type\": \"TEXT\"}");
        JsonNode workflow = company.post("/workflows", """
                {"name": "W", "phases": [{"name": "Lead"}, {"name": "Survey"}, {"name": "Work"}]}""").json();
        List<Long> phases = workflow.get("phases").valueStream().map(phase -> phase.get("id").asLong()).toList();
        long id = company.post("/opportunities", body("Run").replace("}", ", \"workflowId\": " + workflow.get("id") + "}")).id();
        JsonNode moved = company.patch("/opportunities/" + id, """
                {"phaseId": %d, "status": "ON_HOLD", "custom": {"note": "x"}}""".formatted(phases.get(1))).json();
        company.patch("/opportunities/" + id, "{\"phaseId\": %d}".formatted(phases.get(0)));
        company.patch("/opportunities/" + id, "{\"workflowId\": null}");
        company.delete("/opportunities/" + id);
        company.patch("/opportunities/" + id, "{\"isActive\": true}");

        List<JsonNode> events = all("record_type=opportunity");

        assertThat(events.stream().map(event -> event.get("triggerKey").stringValue())).containsExactly(
                "REQUEST_CREATED", "REQUEST_PHASE_STARTED",
                "REQUEST_UPDATED", "DEAL_STATUS_MOVEMENT", "DEAL_PROPERTY_UPDATED", "REQUEST_PHASE_COMPLETED", "REQUEST_PHASE_STARTED",
                "REQUEST_UPDATED", "REQUEST_PHASE_STARTED",
                "REQUEST_UPDATED",
                "REQUEST_ARCHIVED", "REQUEST_RESTORED");
        assertThat(events.get(2).get("record")).isEqualTo(moved);
        assertThat(events.stream().map(event -> event.get("sequence").asLong())).isSorted().doesNotHaveDuplicates();
    }

    @Test
    void aMergeIsAnEventOfAllItsRecords() {
        company.post("/workflows", "{\"name\": \"W\", \"phases\": [{\"name\": \"Lead\"}, {\"name\": \"Survey\"}]}");
        TestResponse target = company.post("/opportunities", body("Roof"));
        TestResponse source = company.post("/opportunities", body("Roof of Dana").replace("}",
                ", \"workflowId\": 1, \"primaryEmail\": \"dana@example.com\", \"externalId\": \"7\"}")
                .replace("\"workflowId\": 1", "\"workflowId\": " + company.get("/workflows").json().get(0).get("id")));
        company.post("/opportunities/" + target.id() + "/merge", "{\"sources\": [" + source.id() + "]}");
        JsonNode merged = company.get("/opportunities/" + target.id()).json();
        company.post("/opportunities/" + target.id() + "/unmerge", "{\"sources\": [" + source.id() + "]}");

        List<JsonNode> events = all("record_type=opportunity");

        assertThat(events.stream().map(event -> event.get("triggerKey").stringValue() + " " + event.get("recordId").asLong())).contains(
                "REQUEST_MERGED " + target.id(), "REQUEST_UPDATED " + target.id(), "REQUEST_MERGED " + source.id(),
                "REQUEST_ARCHIVED " + source.id(), "REQUEST_RESTORED " + source.id());
        assertThat(record(events, "REQUEST_MERGED", target.id())).isEqualTo(merged);
        assertThat(record(events, "REQUEST_CREATED", target.id())).isEqualTo(target.json());
        assertThat(record(events, "REQUEST_CREATED", source.id())).isEqualTo(source.json());
        assertThat(record(events, "REQUEST_RESTORED", source.id()))
                .isEqualTo(company.get("/opportunities/" + source.id()).json());
    }

    @Test
    void aMergedContactIsShownAsItWas() {
        TestResponse target = company.post("/contacts", "{\"name\": \"Dana\", \"emails\": [\"dana@example.com\"]}");
        TestResponse source = company.post("/contacts", "{\"name\": \"D. Reyes\", \"emails\": [\"reyes@example.com\"]}");
        company.post("/contacts/" + target.id() + "/merge", "{\"sources\": [" + source.id() + "]}");

        List<JsonNode> events = all("record_type=contact");

        assertThat(record(events, "CONTACT_CREATED", source.id())).isEqualTo(source.json());
        assertThat(record(events, "CONTACT_ARCHIVED", source.id()).get("name").stringValue()).isEqualTo("D. Reyes");
        assertThat(record(events, "CONTACT_UPDATED", target.id()).get("emails")).hasSize(2);
        assertThat(record(events, "CONTACT_CREATED", target.id())).isEqualTo(target.json());
    }

    private static JsonNode record(List<JsonNode> events, String trigger, long id) {
        return events.stream()
                .filter(event -> event.get("triggerKey").stringValue().equals(trigger) && event.get("recordId").asLong() == id)
                .findFirst().orElseThrow().get("record");
    }

    @Test
    void accountsAndContactsHaveEventsToo() {
        TestResponse account = company.post("/accounts", "{\"title\": \"Acme\", \"address\": \"16 Main St\"}");
        TestResponse contact = company.post("/contacts", "{\"name\": \"Dana\", \"emails\": [\"dana@example.com\"]}");
        JsonNode linked = company.patch("/contacts/" + contact.id(), "{\"accountIds\": [%d]}".formatted(account.id())).json();
        JsonNode accountLinked = company.get("/accounts/" + account.id()).json();
        company.delete("/contacts/" + contact.id());
        company.delete("/accounts/" + account.id());

        List<JsonNode> events = all("");

        assertThat(events.stream().map(event -> event.get("triggerKey").stringValue())).containsExactly("ACCOUNT_CREATED",
                "CONTACT_CREATED", "ACCOUNT_UPDATED", "CONTACT_UPDATED", "ACCOUNT_UPDATED", "CONTACT_ARCHIVED", "ACCOUNT_ARCHIVED");
        assertThat(events.get(0).get("record")).isEqualTo(account.json());
        assertThat(events.get(1).get("record")).isEqualTo(contact.json());
        assertThat(events.get(3).get("record")).isEqualTo(linked);
        assertThat(events.get(5).get("record").get("emails")).isEqualTo(linked.get("emails"));
        assertThat(events.get(5).get("record").get("accounts")).isEqualTo(linked.get("accounts"));
        assertThat(events.get(2).get("record").get("id")).isEqualTo(accountLinked.get("id"));
        assertThat(events.get(4).get("record").get("contacts")).isEmpty();
    }

    @Test
    void phasePastItsRedSlaFiresOnce(@Autowired DatabaseOwner owner, @Autowired OverduePhases phases) {
        JsonNode workflow = company.post("/workflows", """
                {"name": "W", "phases": [{"name": "Lead", "redSla": 5}, {"name": "Survey", "redSla": 9}]}""").json();
        long id = company.post("/opportunities", body("Late").replace("}", ", \"workflowId\": " + workflow.get("id") + "}")).id();
        phases.look();
        owner.sql("update opportunity set phase_since = now() - interval '6 days' where id = ?").param(id).update();

        phases.look();
        phases.look();
        JsonNode late = company.get("/opportunities/" + id + "?include_phase_since=true").json();
        company.patch("/opportunities/" + id, "{\"value\": 5}");
        phases.look();

        List<JsonNode> events = all("types=DEAL_PHASE_SLA_VIOLATION");
        assertThat(Instant.parse(late.get("phaseSince").stringValue())).isBefore(Instant.now().minus(Duration.ofDays(6)));
        assertThat(events).hasSize(1);
        assertThat(events.getFirst().get("recordId").asLong()).isEqualTo(id);
        assertThat(events.getFirst().get("record").get("phase").get("name").stringValue()).isEqualTo("Lead");
        assertThat(events.getFirst().get("record").get("value").isNull()).isTrue();
        assertThat(company.get("/opportunities/" + id + "/changes").json()).hasSize(2);
    }

    @Test
    void eachPhaseOfARecordFiresOnce(@Autowired DatabaseOwner owner, @Autowired OverduePhases phases) {
        JsonNode workflow = company.post("/workflows", """
                {"name": "W", "phases": [{"name": "Lead", "redSla": 5}, {"name": "Survey", "redSla": 5}]}""").json();
        long id = company.post("/opportunities", body("Late").replace("}", ", \"workflowId\": " + workflow.get("id") + "}")).id();
        for (int phase = 1; phase >= 0; phase--) {
            owner.sql("update opportunity set phase_since = now() - interval '6 days' where id = ?").param(id).update();
            phases.look();
            company.patch("/opportunities/" + id, "{\"phaseId\": %s}".formatted(workflow.get("phases").get(phase).get("id")));
            phases.look();
        }

        assertThat(all("types=DEAL_PHASE_SLA_VIOLATION").stream()
                .map(event -> event.get("record").get("phase").get("name").stringValue())).containsExactly("Lead", "Survey");
    }

    @Test
    void cursorReadsEachEventOnce() {
        for (int i = 0; i < 12; i++) {
            company.post("/opportunities", body("Roof " + i));
        }
        List<String> titles = all("limit=5").stream().map(event -> event.get("record").get("title").stringValue()).toList();
        String end = String.valueOf(company.get("/events?limit=500").header("X-Next-Cursor"));

        assertThat(titles).hasSize(12).doesNotHaveDuplicates();
        assertThat(company.get("/events?after=" + end).json()).isEmpty();
        company.post("/opportunities", body("Next"));
        assertThat(company.get("/events?after=" + end).json()).hasSize(1);
    }

    @Test
    void changeThatCommitsLateIsNotMissedAndHoldsBackLaterOnes(@Autowired DatabaseOwner owner) throws Exception {
        long first = company.post("/opportunities", body("First")).id();
        String before = String.valueOf(company.get("/events").header("X-Next-Cursor"));
        TestResponse during;

        try (Connection late = owner.begin(); Statement change = late.createStatement()) {
            change.execute("""
                    insert into change (company_id, record_type, record_id, id, at, user_id, action, changes)
                    select company_id, record_type, record_id, 2, at, user_id, 'UPDATED', '[{"field": "title", "from": "a", "to": "b"}]'
                      from change where record_type = 'opportunity' and id = 1 and record_id = """ + first);
            company.post("/opportunities", body("Second"));
            during = company.get("/events?after=" + before);
            late.commit();
        }

        assertThat(during.json()).isEmpty();
        assertThat(company.get("/events?after=" + during.header("X-Next-Cursor")).json().valueStream()
                .map(event -> event.get("triggerKey").stringValue())).containsExactly("REQUEST_UPDATED", "REQUEST_CREATED");
    }

    @Test
    void waitEndsWithTheNextEvent() throws Exception {
        String end = String.valueOf(company.get("/events").header("X-Next-Cursor"));
        CompletableFuture<TestResponse> waiting = CompletableFuture.supplyAsync(() -> company.get("/events?wait=20&after=" + end));
        TimeUnit.MILLISECONDS.sleep(300);
        assertThat(waiting).isNotDone();

        company.post("/opportunities", body("Next"));

        assertThat(waiting.get(2, TimeUnit.SECONDS).json()).hasSize(1);
    }

    @Test
    void waitEndsWithoutEvent() {
        long began = System.nanoTime();

        TestResponse none = company.get("/events?wait=1");

        assertThat(none.json()).isEmpty();
        assertThat(none.header("X-Next-Cursor")).isNotNull();
        assertThat(System.nanoTime() - began).isBetween(TimeUnit.MILLISECONDS.toNanos(900), TimeUnit.SECONDS.toNanos(5));
    }

    @Test
    void wrongParametersAreNamedTogether() {
        TestResponse refused = company.get("/events?after=x&types=NOTHING&record_type=file&record_id=y&limit=501&wait=31");

        assertThat(refused.status()).isEqualTo(400);
        assertThat(refused.errorFields()).containsExactlyInAnyOrder("after", "types", "record_type", "record_id", "limit", "wait");
    }

    @Test
    void cursorFromBeforeTheRetentionIsAnError() {
        TestResponse refused = company.get("/events?after=" + new EventCursor(5, Instant.parse("2026-01-01T00:00:00Z")));

        assertThat(refused.status()).isEqualTo(400);
        assertThat(refused.errorFields()).containsExactly("after");
    }

    private List<JsonNode> all(String query) {
        List<JsonNode> events = new ArrayList<>();
        String after = "";
        for (JsonNode page = null; page == null || !page.isEmpty();) {
            TestResponse next = company.get("/events?" + Stream.of(query, after).filter(part -> !part.isEmpty())
                    .collect(Collectors.joining("&")));
            page = next.json();
            page.forEach(events::add);
            after = "after=" + next.header("X-Next-Cursor");
        }
        return events;
    }

    private static String body(String title) {
        return "{\"title\": \"%s\", \"address\": \"1 Oak St\", \"trades\": [\"Roofing\"]}".formatted(title);
    }
}
