package io.opportunities.crm.opportunity;

import static org.assertj.core.api.Assertions.assertThat;

import io.opportunities.support.TestResponse;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** Changes of the workflow, phase, contact and archiving of an opportunity. */
@Tag("citus")
@BothSpellings
class PhaseUpdateTests extends OneOpportunity {

    @Test
    void whatIsShownOfOthersCountsAsAChangeToo() {
        long workflow = workflow("Old name");
        TestResponse running = company.patch(place, "{\"workflowId\": %d}".formatted(workflow));
        Map<String, String> seen = Map.of("If-None-Match", String.valueOf(running.header("ETag")));

        assertThat(company.send("GET", place, null, seen).status()).isEqualTo(304);
        long user = company
                .post("/users", "{\"email\": \"sam%d@example.com\", \"lastName\": \"Rivera\"}".formatted(made.id() * 100 + path.length()))
                .id();
        assertThat(company.send("GET", place, null, seen).status()).isEqualTo(304);
        company.patch(place, "{\"ownerId\": %d}".formatted(user));
        assertThat(company.send("GET", place, null, seen).status()).isEqualTo(200);
    }

    @Test
    void anArchivedRecordIsGoneUntilItIsRestored() {
        TestResponse archived = company.delete(place);

        assertThat(archived.status()).isEqualTo(200);
        assertThat(archived.json().get("isActive").booleanValue()).isFalse();
        assertThat(company.delete(place).status()).isEqualTo(404);
        assertThat(company.get(place).status()).isEqualTo(404);
        assertThat(company.get(place + "?include_archived=true").status()).isEqualTo(200);
        assertThat(company.get(path).json()).isEmpty();
        assertThat(company.patch(place, "{\"isActive\": true}").status()).isEqualTo(200);
        assertThat(company.get(place).json().get("isActive").booleanValue()).isTrue();
    }

    @Test
    void aPhaseIsMovedForthAndBackAndAWorkflowTakenAndLeft() {
        long workflow = workflow("Residential");
        JsonNode phases = company.get("/workflows/" + workflow).json().get("phases");

        assertThat(statuses(company.patch(place, "{\"workflowId\": %d}".formatted(workflow))))
                .containsExactly("IN_PROGRESS", "NOT_STARTED", "NOT_STARTED");
        assertThat(statuses(company.patch(place, "{\"phaseId\": %s}".formatted(phases.get(2).get("id")))))
                .containsExactly("COMPLETED", "COMPLETED", "IN_PROGRESS");
        assertThat(statuses(company.patch(place, "{\"phaseId\": %s}".formatted(phases.get(1).get("id")))))
                .containsExactly("COMPLETED", "IN_PROGRESS", "NOT_STARTED");
        TestResponse left = company.patch(place, "{\"workflowId\": null}");
        assertThat(left.json().get("phaseInstances")).isEmpty();
        assertThat(left.json().get("phaseId").isNull()).isTrue();
    }

    @Test
    void aPhaseOfAnotherWorkflowIsRefused() {
        long one = workflow("One");
        long other = workflow("Other");
        JsonNode foreign = company.get("/workflows/" + other).json().get("phases").get(1).get("id");
        JsonNode running = company.patch(place, "{\"workflowId\": %d}".formatted(one)).json();

        TestResponse refused = company.patch(place, "{\"phaseId\": %s}".formatted(foreign));

        assertThat(refused.errorFields()).containsExactly("phaseId");
        assertThat(company.get(place).json()).isEqualTo(running);
    }

    @Test
    void aRecordMayStayInAPhaseThatIsRetiredButNoneMayEnterIt() {
        long workflow = workflow("Residential");
        JsonNode phases = company.get("/workflows/" + workflow).json().get("phases");
        JsonNode first = phases.get(0).get("id");
        company.patch(place, "{\"workflowId\": %d}".formatted(workflow));
        company.patch("/workflows/" + workflow, "{\"phases\": [{\"id\": %s}]}".formatted(phases.get(1).get("id")));

        TestResponse same = company.patch(place, "{\"workflowId\": %d, \"phaseId\": %s, \"value\": 8}".formatted(workflow, first));
        TestResponse refused = company.post(path, Opportunities.body("\"phaseId\": " + first));

        assertThat(same.status()).as(same.body()).isEqualTo(200);
        assertThat(same.json().get("phaseId")).isEqualTo(first);
        assertThat(refused.errorFields()).containsExactly("phaseId");
    }

    @Test
    void aNewEmailBringsItsContactToTheFront() {
        long ann = company.post("/contacts", "{\"name\": \"Ann\", \"emails\": [\"ann@example.com\"]}").id();
        long bob = company.post("/contacts", "{\"name\": \"Bob\"}").id();

        TestResponse patched = company.patch(place, "{\"primaryEmail\": \"ANN@example.com\", \"contacts\": [%d]}".formatted(bob));

        assertThat(patched.json().get("contacts").valueStream().map(JsonNode::asLong)).containsExactly(ann, bob);
        assertThat(company.post(path + "?match_by=primaryEmail", Opportunities.body("\"primaryEmail\": \"ann@example.com\"")).id())
                .isEqualTo(made.id());
    }

    private long workflow(String name) {
        return company.post("/workflows", """
                {"name": "%s", "phases": [{"name": "Lead"}, {"name": "Survey"}, {"name": "Install"}]}""".formatted(name)).id();
    }

    private static List<String> statuses(TestResponse answer) {
        return answer.json().get("phaseInstances").valueStream().map(phase -> phase.get("status").stringValue()).toList();
    }
}
