package io.opportunities.crm.imports;

import static org.assertj.core.api.Assertions.assertThat;

import io.opportunities.support.ApiTest;
import io.opportunities.support.Client;
import io.opportunities.support.DatabaseOwner;
import io.opportunities.support.TestResponse;
import java.util.List;
import java.util.Map;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

@Tag("citus")
@ApiTest
class ImportRunTests {

    private static final String HEADER = "Title,Address,Trades,Email,Phone,Value\n";

    @Autowired
    private DatabaseOwner owner;

    private final Client company;
    private final Imports imports;

    ImportRunTests(Client company) {
        this.company = company;
        this.imports = new Imports(company);
    }

    @Test
    void committedImportCreatesWhatItsPlanSays() {
        long id = imports.upload(HEADER + "Roof,1 Main St,Roofing,a@example.com,6155550101,5\n" + "Fence,2 Main St,Fencing,,,\n"
                + "No address,,Roofing,,,\n" + "Too few\n").id();

        JsonNode planned = imports.plan(id);
        assertThat(company.get("/opportunities").json()).isEmpty();
        imports.commit(id, planned).requireOk();
        JsonNode done = imports.await(id, "DONE");

        assertThat(done.get("counts")).isEqualTo(planned.at("/plan/counts"));
        assertThat(done.at("/counts/created").asInt()).isEqualTo(2);
        assertThat(done.at("/counts/failed").asInt()).isEqualTo(2);
        assertThat(done.get("rowsTotal").asInt()).isEqualTo(4);
        assertThat(company.get("/opportunities?title=Roof").json().get(0).get("primaryEmail").stringValue()).isEqualTo("a@example.com");
        JsonNode failed = imports.rows(id, "outcome=failed");
        assertThat(failed.get(0).at("/errors/0/field").stringValue()).isEqualTo("address");
        assertThat(failed.get(1).at("/errors/0/message").stringValue()).startsWith("line 5 has 1 cells");
    }

    @Test
    void rowsOfAFileMatchEachOtherInThePlanAsInTheRun() {
        StringBuilder file = new StringBuilder(HEADER);
        for (int i = 0; i < 300; i++) {
            file.append("Roof %d,%d Main St,Roofing,lead%d@example.com,,%s\n".formatted(i, i, i % 70, i > 200 ? i : ""));
        }
        long id = imports.upload(file.toString(), """
                {"matchBy": ["primaryEmail"], "matchFoundStrategy": "enrich"}""");

        JsonNode planned = imports.plan(id);
        imports.commit(id, planned);
        JsonNode done = imports.await(id, "DONE");

        assertThat(planned.at("/plan/counts/created").asInt()).isEqualTo(70);
        assertThat(planned.at("/plan/counts/enriched").asInt()).isEqualTo(70);
        assertThat(done.get("counts")).isEqualTo(planned.at("/plan/counts"));
    }

    @Test
    void undoLeavesARecordThatAnotherWasMergedInto() {
        long id = imports.upload(HEADER + "Roof,1 Main St,Roofing,,,\n").id();
        imports.planAndCommit(id);
        long created = imports.rows(id, "").get(0).get("recordId").asLong();
        long older = company.post("/opportunities", "{\"title\": \"Old\", \"address\": \"2 Main St\", \"trades\": [\"Roofing\"]}").id();
        company.post("/opportunities/" + created + "/merge", "{\"sources\": [%d]}".formatted(older)).requireOk();

        imports.undo(id);

        assertThat(imports.rows(id, "").get(0).get("kept").toString()).isEqualTo("[\"mergedFrom\"]");
        assertThat(company.get("/opportunities/" + older).id()).isEqualTo(created);
        assertThat(company.get("/opportunities").json()).hasSize(1);
    }

    @Test
    void anImportFailsThatEndsOneWorkerAfterTheOther() {
        long id = imports.upload(HEADER + "Roof,1 Main St,Roofing,,,\n").id();
        owner.sql("update import set lost_workers = 6 where id = ?").param(id).update();

        company.post("/imports/" + id + "/plan", "").requireOk();

        assertThat(imports.await(id, "FAILED").get("failure").stringValue()).contains("could not go on");
    }

    @Test
    void undoArchivesAndGivesBackUnlessSomethingChangedSince() {
        TestResponse before = company.post("/opportunities", """
                {"title": "Old", "address": ["9 Elm St"], "trades": ["Doors"], "primaryEmail": "old@example.com"}""");
        long edited = company.post("/opportunities", """
                {"title": "Edited", "address": ["8 Elm St"], "trades": ["Doors"], "primaryEmail": "edited@example.com"}""").id();
        long id = imports
                .upload(HEADER + "Old,9 Elm St,Doors,old@example.com,6155550101,7\n" + "Edited,8 Elm St,Doors,edited@example.com,,7\n"
                        + "New,7 Elm St,Doors,,,\n", """
                                {"matchBy": ["primaryEmail", "title"], "matchFoundStrategy": "enrich"}""");
        imports.planAndCommit(id);
        company.patch("/opportunities/" + edited, "{\"value\": 8}");

        imports.undo(id);

        assertThat(readable(company.get("/opportunities/" + before.id()).json())).isEqualTo(readable(before.json()));
        assertThat(company.get("/opportunities/" + edited).json().get("value").asInt()).isEqualTo(8);
        assertThat(company.get("/opportunities?title=New").json()).isEmpty();
        assertThat(imports.rows(id, "").valueStream().map(row -> row.get("kept").toString())).containsExactly("[]", "[\"value\"]", "[]");
    }

    @Test
    void cancelledImportStopsAndIsUndone() {
        StringBuilder file = new StringBuilder(HEADER);
        for (int i = 0; i < 1_000; i++) {
            file.append("Roof %d,%d Main St,Roofing,,,\n".formatted(i, i));
        }
        long id = imports.upload(file.toString()).id();
        imports.commit(id, imports.plan(id)).requireOk();
        Awaitility.await().until(() -> imports.byId(id).get("rowsDone").asInt() > 0);

        assertThat(company.post("/imports/" + id + "/cancel", "").json().get("state").stringValue()).isEqualTo("CANCELLED");
        imports.undo(id);

        assertThat(company.get("/opportunities").json()).isEmpty();
    }

    @Test
    void everyRowIsDoneOnceThoughOthersTakeTheLease() throws InterruptedException {
        StringBuilder file = new StringBuilder(HEADER);
        for (int i = 0; i < 1_000; i++) {
            file.append("Roof %d,%d Main St,Roofing,,,\n".formatted(i, i));
        }
        long id = imports.upload(file.toString(), "{\"matchBy\": [\"externalId\"]}");
        imports.commit(id, imports.plan(id)).requireOk();

        for (int i = 0; i < 10 && !imports.byId(id).get("state").stringValue().equals("DONE"); i++) {
            Thread.sleep(100);
            owner.sql("update import set leased_by = '00000000-0000-0000-0000-000000000001', leased_until = now() where id = ?").param(id)
                    .update();
        }

        assertThat(imports.await(id, "DONE").at("/counts/created").asInt()).isEqualTo(1_000);
        assertThat(company.get("/opportunities?include_total=true").header("X-Total-Count")).isEqualTo("1000");
    }

    @Test
    void commitNeedsTheFingerprintOfThePlan() {
        long id = imports.upload(HEADER + "Roof,1 Main St,Roofing,,,\n").id();
        JsonNode planned = imports.plan(id);

        assertThat(company.post("/imports/" + id + "/commit", "{\"fingerprint\": \"other\"}").status()).isEqualTo(409);
        company.patch("/imports/" + id, "{\"matchFoundStrategy\": \"replace\"}").requireOk();
        assertThat(imports.commit(id, planned).status()).isEqualTo(409);
        imports.planAndCommit(id);
        assertThat(company.post("/imports/" + id + "/plan", "").status()).isEqualTo(409);
    }

    @Test
    void rowsComeAsAFile() {
        long id = imports.upload(HEADER + "Roof,1 Main St,Roofing,,,\n" + "=Wrong,,Roofing,,,\n").id();
        imports.plan(id);

        TestResponse file = company.send("GET", "/imports/" + id + "/rows", null, Map.of("Accept", "text/csv"));

        assertThat(file.body()).isEqualTo("line,outcome,recordId,errors,changes,kept\r\n2,created,,\"\",\"\",\"\"\r\n"
                + "3,failed,,\"address is required\",\"\",\"\"\r\n");
    }

    private static JsonNode readable(JsonNode record) {
        ((ObjectNode) record).remove(List.of("updatedAt", "updatedBy", "lastActivity"));
        return record;
    }
}
