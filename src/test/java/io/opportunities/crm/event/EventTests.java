package io.opportunities.crm.event;

import static org.assertj.core.api.Assertions.assertThat;

import io.opportunities.support.ApiTest;
import io.opportunities.support.Client;
import io.opportunities.support.TestResponse;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

@ApiTest
class EventTests extends EventCalls {

    EventTests(Client company) {
        super(company);
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
}
