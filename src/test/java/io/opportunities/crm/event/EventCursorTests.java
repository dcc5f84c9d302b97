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
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import tools.jackson.databind.JsonNode;

/** How a client reads events: cursors, waits and refusals. */
@ApiTest
class EventCursorTests extends EventCalls {

    EventCursorTests(Client company) {
        super(company);
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

    @Test
    void clientThatReadsOnMissesNothingThatExpiresMeanwhile(@Autowired DatabaseOwner owner) throws Exception {
        List<Long> ids = IntStream.range(0, 3).mapToObj(i -> company.post("/opportunities", body("Roof " + i)).id()).toList();
        owner.sql(
                "update change set at = now() - interval '30 days' + interval '5 seconds' where record_type = 'opportunity' and record_id in (:ids)")
                .param("ids", ids).update();

        String cursor = String.valueOf(company.get("/events?limit=1").header("X-Next-Cursor"));
        TimeUnit.SECONDS.sleep(6);

        assertThat(EventCursor.parse(cursor).orElseThrow().at()).isBefore(Instant.now().minus(Duration.ofDays(30)));
        assertThat(company.get("/events?after=" + cursor).json().valueStream().map(event -> event.get("recordId").asLong()))
                .containsExactly(ids.get(1), ids.get(2));
    }
}
