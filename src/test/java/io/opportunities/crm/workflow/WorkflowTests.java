package io.opportunities.crm.workflow;

import static org.assertj.core.api.Assertions.assertThat;

import io.opportunities.support.ApiTest;
import io.opportunities.support.Client;
import io.opportunities.support.Concurrently;
import io.opportunities.support.DatabaseOwner;
import io.opportunities.support.Service;
import io.opportunities.support.TestResponse;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.beans.factory.annotation.Autowired;
import tools.jackson.databind.JsonNode;

@Tag("citus")
@ApiTest
class WorkflowTests {

    @Autowired
    private Service service;

    @Autowired
    private DatabaseOwner owner;

    private Client company;
    private String path;
    private TestResponse made;

    @BeforeEach
    void aWorkflowOfThreePhases() {
        company = service.newCompany();
        made = company.post("/workflows", """
                {"name": "Residential", "type": "PROJECT", "phases": [
                  {"name": "Lead", "type": "SALES", "redSla": 5, "yellowSla": 2}, {"name": "Survey"}, {"name": "Install"}]}""");
        path = "/workflows/" + made.id();
    }

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

    @Test
    void aNameIsTakenOnce() {
        company.post("/workflows", """
                {"name": "Other", "phases": [{"name": "Lead"}]}""");

        TestResponse refused = company.patch(path, """
                {"name": "Other", "phases": [{"name": "New"}]}""");

        assertThat(refused.status()).isEqualTo(409);
        assertThat(refused.json().get("field").stringValue()).isEqualTo("name");
        assertThat(company.get(path).body()).isEqualTo(made.body());
    }

    @Test
    void aChangeOfAnOlderVersionIsRefused() {
        String read = company.get(path).header("ETag");
        company.patch(path, "{\"type\": \"A\"}");

        TestResponse stale = company.patch(path, "{\"type\": \"B\"}", Map.of("If-Match", read));
        TestResponse quotedStar = company.patch(path, "{\"type\": \"B\"}", Map.of("If-Match", "\"*\""));
        TestResponse staleRemoval = company.send("DELETE", path, null, Map.of("If-Match", read));
        TestResponse either = company.patch(path, "{\"type\": \"B\"}",
                Map.of("If-Match", read + ", " + company.get(path).header("ETag")));

        assertThat(List.of(stale.status(), quotedStar.status(), staleRemoval.status())).containsOnly(412);
        assertThat(stale.json().get("code").stringValue()).isEqualTo("PRECONDITION_FAILED");
        assertThat(either.status()).isEqualTo(200);
        assertThat(company.get(path).json().get("type").stringValue()).isEqualTo("B");
    }

    @Test
    void whatDidNotChangeIsNotSentAgain() {
        TestResponse again = company.send("GET", path, null, Map.of("If-None-Match", company.get(path).header("ETag")));

        assertThat(again.status()).isEqualTo(304);
        assertThat(again.body()).isEmpty();
    }

    @Test
    void aWorkflowInUseIsNotRemovedAlsoByAnArchivedRecord() {
        TestResponse unused = company.post("/workflows", """
                {"name": "Unused", "phases": [{"name": "Lead"}]}""");
        start();
        post("\"workflowId\": %d, \"isActive\": false".formatted(made.id()));

        TestResponse refused = company.delete(path);
        TestResponse removed = company.delete("/workflows/" + unused.id());

        assertThat(refused.status()).isEqualTo(409);
        assertThat(refused.json().get("message").stringValue()).contains("2 opportunities");
        assertThat(company.get(path).status()).isEqualTo(200);
        assertThat(removed.status()).isEqualTo(200);
        assertThat(removed.json()).isEqualTo(unused.json());
        assertThat(List.of(company.get("/workflows/" + unused.id()), company.delete("/workflows/" + unused.id()),
                company.patch("/workflows/" + unused.id(), "{}"))).extracting(TestResponse::status).containsOnly(404);
        assertThat(company.get("/workflows").json()).hasSize(1);
    }

    @RepeatedTest(10)
    void ofARemovalAndARecordThatBeginsAtTheSameTimeOneIsRefused() throws Exception {
        List<TestResponse> answers = Concurrently.send(List.of(() -> company.delete(path), this::start));

        int removed = answers.getFirst().status();
        int begun = answers.getLast().status();
        assertThat(List.of(removed, begun)).as(answers.toString()).isIn(List.of(200, 409), List.of(409, 201), List.of(200, 400));
        assertThat(company.get(path).status()).isEqualTo(removed == 200 ? 404 : 200);
    }

    @RepeatedTest(10)
    void twoChangesOfPhasesAtOnceFollowEachOther() throws Exception {
        List<TestResponse> answers = Concurrently
                .send(List.of(() -> company.patch(path, phases(2, 1, 0)), () -> company.patch(path, phases(1, 2))));

        assertThat(answers).extracting(TestResponse::status).containsOnly(200);
        assertThat(company.get(path).header("ETag")).startsWith("\"2-");
        assertThat(names(company.get(path))).isIn(List.of("Install", "Survey", "Lead"), List.of("Survey", "Install"));
    }

    @Test
    void aWorkflowHas400PhasesAtMostRetiredOnesIncluded() {
        owner.sql("""
                insert into phase (company_id, workflow_id, name)
                select company_id, id, 'Retired ' || n from workflow cross join generate_series(1, 396) as n where id = %d"""
                .formatted(made.id())).update();
        String kept = "{\"id\": %d}".formatted(phase(0));

        TestResponse tooMany = company.patch(path, "{\"phases\": [%s, {\"name\": \"A\"}, {\"name\": \"B\"}]}".formatted(kept));
        TestResponse last = company.patch(path, "{\"phases\": [%s, {\"name\": \"A\"}]}".formatted(kept));
        TestResponse reordered = company.patch(path, phases(2, 1, 0));

        assertThat(tooMany.status()).isEqualTo(400);
        assertThat(tooMany.errorFields()).containsExactly("phases");
        assertThat(tooMany.body()).contains("at most 400 phases, retired ones included; had 401");
        assertThat(List.of(last.status(), reordered.status())).as(last.body()).containsOnly(200);
        assertThat(start().json().at("/phase/name").stringValue()).isEqualTo("Install");
    }

    private long phase(int index) {
        return made.json().at("/phases/%d/id".formatted(index)).asLong();
    }

    private String phases(int... order) {
        List<String> ids = java.util.Arrays.stream(order).mapToObj(index -> "{\"id\": %d}".formatted(phase(index))).toList();
        return "{\"phases\": [" + String.join(", ", ids) + "]}";
    }

    private static List<String> names(TestResponse workflow) {
        return workflow.json().get("phases").valueStream().map(phase -> phase.get("name").stringValue()).toList();
    }

    private TestResponse start() {
        return post("\"workflowId\": " + made.id());
    }

    private TestResponse run(long phase) {
        return post("\"phaseId\": " + phase);
    }

    private TestResponse post(String members) {
        return company.post("/opportunities", """
                {"title": "%d", "address": "1 Oak St", "trades": ["Roofing"], %s}""".formatted(System.nanoTime(), members));
    }
}
