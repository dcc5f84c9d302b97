package io.opportunities.crm.opportunity;

import static org.assertj.core.api.Assertions.assertThat;

import io.opportunities.support.Client;
import io.opportunities.support.DatabaseOwner;
import io.opportunities.support.Service;
import io.opportunities.support.TestResponse;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.Parameter;
import org.springframework.beans.factory.annotation.Autowired;
import tools.jackson.databind.JsonNode;

@Tag("citus")
@BothSpellings
class PhaseTests {

    @Parameter
    String path;

    @Autowired
    private Service service;

    @Autowired
    private DatabaseOwner owner;

    private Client company;
    private long workflow;
    private List<Long> phases;

    @BeforeEach
    void aWorkflowOfThreePhases() {
        company = service.newCompany();
        JsonNode made = company.post("/workflows",
                """
                        {"name": "Residential", "phases": [{"name": "Lead", "type": "SALES", "redSla": 5, "yellowSla": 2}, {"name": "Survey"}, {"name": "Install"}]}""")
                .json();
        workflow = made.get("id").asLong();
        phases = made.get("phases").valueStream().map(phase -> phase.get("id").asLong()).toList();
    }

    @Test
    void aWorkflowStartsAtItsFirstPhase() {
        JsonNode body = company.post(path, Opportunities.body("\"workflowId\": " + workflow)).json();

        assertThat(body.get("workflowName").stringValue()).isEqualTo("Residential");
        assertThat(body.get("phase").toString()).isEqualTo("{\"id\":%d,\"name\":\"Lead\",\"type\":\"SALES\"}".formatted(phases.getFirst()));
        assertThat(statuses(body)).containsExactly("IN_PROGRESS", "NOT_STARTED", "NOT_STARTED");
        assertThat(body.get("phaseInstances").get(0).get("phaseTemplate").toString()).isEqualTo(
                "{\"id\":%d,\"name\":\"Lead\",\"type\":\"SALES\",\"redSla\":5,\"yellowSla\":2}".formatted(phases.getFirst()));
        assertThat(body.get("phaseInstances").valueStream().map(phase -> phase.get("id").asLong()).distinct()).hasSize(3);
    }

    @Test
    void aPhaseImpliesItsWorkflowAndCompletesTheOnesBefore() {
        JsonNode body = company.post(path, Opportunities.body("\"phaseId\": " + phases.get(1))).json();

        assertThat(body.get("workflowId").asLong()).isEqualTo(workflow);
        assertThat(body.get("phaseId").asLong()).isEqualTo(phases.get(1));
        assertThat(statuses(body)).containsExactly("COMPLETED", "IN_PROGRESS", "NOT_STARTED");
    }

    @Test
    void replaceMovesForwardsAndBack() {
        String title = "\"title\": \"Moving\", \"address\": \"1 Oak St\", \"trades\": [\"Roofing\"]";
        company.post(path, "{%s, \"workflowId\": %d}".formatted(title, workflow));

        TestResponse forwards = company.post(path + "?match_found_strategy=replace",
                "{%s, \"phaseId\": %d}".formatted(title, phases.get(2)));
        TestResponse back = company.post(path + "?match_found_strategy=replace", "{%s, \"phaseId\": %d}".formatted(title, phases.get(1)));

        assertThat(statuses(forwards.json())).containsExactly("COMPLETED", "COMPLETED", "IN_PROGRESS");
        assertThat(statuses(back.json())).containsExactly("COMPLETED", "IN_PROGRESS", "NOT_STARTED");
        assertThat(ids(back.json())).isEqualTo(ids(forwards.json()));
    }

    @Test
    void anotherWorkflowReplacesTheInstancesAndNullRemovesThem() {
        long another = company.post("/workflows", """
                {"name": "Commercial", "phases": [{"name": "Bid"}]}""").id();
        String title = "\"title\": \"Moving\", \"address\": \"1 Oak St\", \"trades\": [\"Roofing\"]";
        JsonNode first = company.post(path, "{%s, \"workflowId\": %d}".formatted(title, workflow)).json();

        JsonNode second = company.post(path + "?match_found_strategy=replace", "{%s, \"workflowId\": %d}".formatted(title, another)).json();
        JsonNode none = company.post(path + "?match_found_strategy=replace", "{%s, \"workflowId\": null}".formatted(title)).json();

        assertThat(statuses(second)).containsExactly("IN_PROGRESS");
        assertThat(ids(first)).doesNotContainAnyElementsOf(ids(second));
        assertThat(none.get("phaseInstances")).isEmpty();
        assertThat(none.get("phaseId").isNull()).isTrue();
        assertThat(none.has("workflowName")).isFalse();
    }

    @Test
    void idsOfInstancesNeverRepeatHoweverOftenWorkflowsStart() {
        JsonNode first = company.post(path, Opportunities.body("\"workflowId\": " + workflow)).json();
        JsonNode next = company.post(path, Opportunities.body("\"workflowId\": " + workflow)).json();
        long record = first.get("id").asLong();
        owner.sql("update opportunity set phases_started = 100000 where id = ?").param(record).update();

        JsonNode kept = company.patch(path + "/" + record, "{\"phaseId\": %d}".formatted(phases.getLast())).json();
        company.patch(path + "/" + record, "{\"workflowId\": null}");
        JsonNode again = company.patch(path + "/" + record, "{\"workflowId\": %d}".formatted(workflow)).json();
        JsonNode third = company.post(path, Opportunities.body("\"workflowId\": " + workflow)).json();

        assertThat(ids(kept)).isEqualTo(ids(first));
        assertThat(Stream.of(first, next, again, third).flatMap(body -> ids(body).stream())).doesNotHaveDuplicates().hasSize(12)
                .allMatch(id -> id < 1L << 53);
        assertThat(ids(company.get(path + "/" + record).json())).isEqualTo(ids(again));
    }

    private static List<String> statuses(JsonNode body) {
        return body.get("phaseInstances").valueStream().map(phase -> phase.get("status").stringValue()).toList();
    }

    private static List<Long> ids(JsonNode body) {
        return body.get("phaseInstances").valueStream().map(phase -> phase.get("id").asLong()).toList();
    }
}
