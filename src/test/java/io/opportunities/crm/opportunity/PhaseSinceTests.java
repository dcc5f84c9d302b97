package io.opportunities.crm.opportunity;

import static org.assertj.core.api.Assertions.assertThat;

import io.opportunities.support.ApiTest;
import io.opportunities.support.Client;
import io.opportunities.support.DatabaseOwner;
import io.opportunities.support.TestResponse;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import tools.jackson.databind.JsonNode;

/** The time since when an opportunity is in its phase, which a client compares with the SLA. */
@Tag("citus")
@ApiTest
class PhaseSinceTests {

    private static final Duration TOLERANCE = Duration.ofMinutes(1);

    private final Client company;

    @Autowired
    private DatabaseOwner database;

    PhaseSinceTests(Client company) {
        this.company = company;
    }

    @Test
    void isLeftOutUnlessAsked() {
        long id = post("\"workflowId\": " + workflow().get("id"));

        assertThat(company.get("/opportunities/" + id).json().has("phaseSince")).isFalse();
        assertThat(company.get("/opportunities").json().get(0).has("phaseSince")).isFalse();
        assertThat(company.get("/opportunities/" + id + "?include_phase_since=false").json())
                .isEqualTo(company.get("/opportunities/" + id).json());
        assertThat(company.get("/requests?include_phase_since=true").json().get(0).get("phaseSince"))
                .isEqualTo(one(id).get("phaseSince"));
        assertThat(company.get("/opportunities?include_phase_since=1").errorFields()).containsExactly("include_phase_since");
    }

    @Test
    void isLeftOutOfARecordWithoutPhase() {
        assertThat(one(post("\"value\": 5")).has("phaseSince")).isFalse();
    }

    @Test
    void staysWhenTheRecordChangesAndStartsAgainWithAnotherPhase() {
        JsonNode workflow = workflow();
        long id = post("\"workflowId\": " + workflow.get("id"));
        database.sql("update opportunity set phase_since = now() - interval '6 days' where id = ?").param(id).update();

        company.patch("/opportunities/" + id, "{\"value\": 5}");
        assertThat(since(id)).isBetween(Instant.now().minus(Duration.ofDays(6)).minus(TOLERANCE), Instant.now().minus(Duration.ofDays(6)));

        company.patch("/opportunities/" + id, "{\"phaseId\": %s}".formatted(workflow.get("phases").get(1).get("id")));
        assertThat(since(id)).isAfter(Instant.now().minus(TOLERANCE));

        company.patch("/opportunities/" + id, "{\"workflowId\": null}");
        assertThat(one(id).has("phaseSince")).isFalse();
    }

    @Test
    void aRecordOfAnEarlierReleaseHasTheTimeOfItsLastChange() {
        long id = post("\"workflowId\": " + workflow().get("id"));
        database.sql("update opportunity set phase_since = null where id = ?").param(id).update();

        assertThat(one(id).get("phaseSince")).isEqualTo(one(id).get("updatedAt"));
    }

    private JsonNode workflow() {
        return company.post("/workflows", """
                {"name": "W", "phases": [{"name": "Lead", "yellowSla": 3, "redSla": 5}, {"name": "Survey"}]}""").json();
    }

    private long post(String members) {
        TestResponse posted = company.post("/opportunities", Opportunities.body(members));
        assertThat(posted.status()).as(posted.body()).isEqualTo(201);
        return posted.id();
    }

    private JsonNode one(long id) {
        return company.get("/opportunities/" + id + "?include_phase_since=true").json();
    }

    private Instant since(long id) {
        return Instant.parse(one(id).get("phaseSince").stringValue());
    }
}
