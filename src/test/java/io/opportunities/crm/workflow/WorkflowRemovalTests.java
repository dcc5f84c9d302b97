package io.opportunities.crm.workflow;

import static org.assertj.core.api.Assertions.assertThat;

import io.opportunities.support.ApiTest;
import io.opportunities.support.Concurrently;
import io.opportunities.support.DatabaseOwner;
import io.opportunities.support.TestResponse;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

/** Names, versions and removals of workflows, and their limits. */
@Tag("citus")
@ApiTest
class WorkflowRemovalTests extends ThreePhases {

    @Autowired
    private DatabaseOwner owner;

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
}
