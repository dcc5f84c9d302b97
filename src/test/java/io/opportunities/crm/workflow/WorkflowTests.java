package io.opportunities.crm.workflow;

import static org.assertj.core.api.Assertions.assertThat;

import io.opportunities.support.ApiTest;
import io.opportunities.support.TestResponse;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;

@Tag("citus")
@ApiTest
class WorkflowTests extends ThreePhases {

    @Test
    void aPatchChangesWhatItNamesAndNothingElse() {
        TestResponse changed = company.patch(path, """
                {"name": "Homes", "type": null}""");

        assertThat(changed.status()).isEqualTo(200);
        assertThat(changed.json().get("name").stringValue()).isEqualTo("Homes");
        assertThat(changed.json().has("type")).isFalse();
        assertThat(changed.json().get("phases")).isEqualTo(made.json().get("phases"));
        assertThat(changed.json().get("createdAt")).isEqualTo(made.json().get("createdAt"));
        assertThat(changed.json().get("updatedAt").stringValue()).isGreaterThan(made.json().get("updatedAt").stringValue());
        assertThat(changed.header("ETag")).startsWith("\"1-").isEqualTo(company.get(path).header("ETag"));
        assertThat(company.get(path).body()).isEqualTo(changed.body());
    }

    @Test
    void phasesAreReorderedChangedAddedAndRetired() {
        TestResponse changed = company.patch(path, """
                {"phases": [{"id": %d}, {"name": "Permit"}, {"id": "%d", "name": "First call", "redSla": null}]}""".formatted(phase(2),
                phase(0)));

        JsonNode phases = changed.json().get("phases");
        assertThat(names(changed)).containsExactly("Install", "Permit", "First call");
        assertThat(phases.get(0)).isEqualTo(made.json().at("/phases/2"));
        assertThat(phases.get(2)).hasToString(
                "{\"id\":%d,\"name\":\"First call\",\"type\":\"SALES\",\"description\":null,\"redSla\":null,\"yellowSla\":2}"
                        .formatted(phase(0)));
        assertThat(company.get(path).body()).isEqualTo(changed.body());
        assertThat(company.get("/workflows").json().get(0)).isEqualTo(changed.json());
    }

    @Test
    void aChangeOfPhasesAloneIsANewVersionAndOneOfNothingIsNot() {
        TestResponse swapped = company.patch(path, phases(1, 0, 2));
        TestResponse same = company.patch(path, phases(1, 0, 2));
        TestResponse nothing = company.patch(path, "{}");

        assertThat(swapped.header("ETag")).startsWith("\"1-");
        assertThat(List.of(same.header("ETag"), nothing.header("ETag"))).containsOnly(swapped.header("ETag"));
        assertThat(nothing.body()).isEqualTo(swapped.body());
    }

    @Test
    void aRecordInARetiredPhaseKeepsItWithItsTemplate() {
        long record = run(phase(0)).id();
        company.patch(path, phases(1, 2));

        JsonNode shown = company.get("/opportunities/" + record).json();
        assertThat(shown.at("/phase/name").stringValue()).isEqualTo("Lead");
        assertThat(shown.get("phaseInstances")).hasSize(3);
        assertThat(shown.at("/phaseInstances/0/phaseTemplate")).hasToString(
                "{\"id\":%d,\"name\":\"Lead\",\"type\":\"SALES\",\"redSla\":5,\"yellowSla\":2}".formatted(phase(0)));
    }

    @Test
    void newRunsDoNotUseARetiredPhaseUntilItIsBack() {
        company.patch(path, phases(1, 2));

        TestResponse begun = start();
        TestResponse refused = run(phase(0));
        TestResponse back = company.patch(path, phases(1, 0));

        assertThat(begun.json().at("/phase/name").stringValue()).isEqualTo("Survey");
        assertThat(begun.json().get("phaseInstances")).hasSize(2);
        assertThat(refused.status()).isEqualTo(400);
        assertThat(refused.errorFields()).containsExactly("phaseId");
        assertThat(back.json().at("/phases/1")).isEqualTo(made.json().at("/phases/0"));
        assertThat(run(phase(0)).json().at("/phase/name").stringValue()).isEqualTo("Lead");
    }

    @Test
    void runningInstancesKeepTheirNames() {
        TestResponse running = start();

        company.patch(path, """
                {"phases": [{"id": %d, "name": "Call"}, {"id": %d}, {"id": %d}]}""".formatted(phase(0), phase(1), phase(2)));

        JsonNode instance = company.get("/opportunities/" + running.id()).json().at("/phaseInstances/0");
        assertThat(instance.get("name").stringValue()).isEqualTo("Lead");
        assertThat(instance.at("/phaseTemplate/name").stringValue()).isEqualTo("Call");
        assertThat(start().json().at("/phaseInstances/0/name").stringValue()).isEqualTo("Call");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '~', value = {
            "{\"phases\": [{\"id\": ${other}}]}                              | phases[0].id",
            "{\"phases\": [{\"id\": ${own}}, {\"id\": ${own}}]}              | phases[1].id",
            "{\"phases\": [{\"id\": 1e99}, {\"id\": \"x\"}]}                 | phases[0].id,phases[1].id",
            "{\"phases\": [{\"type\": \"SALES\"}]}                           | phases[0].name",
            "{\"phases\": [{\"id\": ${own}, \"name\": null}]}                | phases[0].name",
            "{\"phases\": [5, null, {\"name\": \" \"}, {\"name\": [1]}]}     | phases[0],phases[1],phases[3].name,phases[2].name",
            "{\"phases\": [{\"name\": \"A\", \"redSla\": -1, \"yellowSla\": 1e15}]} | phases[0].redSla,phases[0].yellowSla",
            "{\"phases\": null}                                              | phases",
            "{\"phases\": []}                                                | phases",
            "{\"phases\": {\"id\": 1}, \"name\": \"\", \"type\": {}}         | type,phases,name",
            "{\"name\": \"New\", \"phases\": [{\"id\": 0}]}                  | phases[0].id"})
    void allThatIsWrongIsRefusedByItsPlaceAndNothingIsWritten(String body, String fields) {
        long other = company.post("/workflows", """
                {"name": "Other", "phases": [{"name": "Lead"}]}""").json().at("/phases/0/id").asLong();

        TestResponse refused = company.patch(path, body.replace("${other}", "" + other).replace("${own}", "" + phase(0)));

        assertThat(refused.status()).as(refused.body()).isEqualTo(400);
        assertThat(refused.errorFields()).as(refused.body()).containsExactlyInAnyOrder(fields.split(","));
        assertThat(company.get(path).body()).isEqualTo(made.body());
    }

    @Test
    void aNewWorkflowHasNoPhaseIdsYet() {
        TestResponse refused = company.post("/workflows", """
                {"name": "Copy", "phases": [{"id": %d, "name": "Lead"}]}""".formatted(phase(0)));

        assertThat(refused.status()).isEqualTo(400);
        assertThat(refused.errorFields()).containsExactly("phases[0].id");
    }

    @Test
    void aNewPhaseWithoutANameIsSaidToBeSoOnce() {
        TestResponse refused = company.post("/workflows", """
                {"name": "Q", "phases": [{"nme": "b"}, {"name": "c"}, {"name": null}]}""");

        assertThat(refused.errorFields()).containsExactly("phases[0].name", "phases[2].name");
    }

    private TestResponse run(long phase) {
        return post("\"phaseId\": " + phase);
    }
}
