package io.opportunities.crm.imports;

import static org.assertj.core.api.Assertions.assertThat;

import io.opportunities.support.ApiTest;
import io.opportunities.support.Client;
import io.opportunities.support.DatabaseOwner;
import io.opportunities.support.TestResponse;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.test.context.TestPropertySource;
import tools.jackson.databind.JsonNode;

@Tag("citus")
@ApiTest
@TestPropertySource(properties = "opportunities.max-import-size=2000000")
class ImportTests {

    private static final Map<String, String> CSV = Map.of("Content-Type", "text/csv");

    @Autowired
    private DatabaseOwner owner;

    private final Client company;

    ImportTests(Client company) {
        this.company = company;
    }

    @Test
    void uploadedFileHasAProposalForItsColumns() throws IOException {
        TestResponse received = upload(Files.readAllBytes(Path.of("src/test/resources/imports/meta-utf16le-tabs.csv")), "?name=leads.csv");

        assertThat(received.status()).isEqualTo(202);
        JsonNode body = received.json();
        assertThat(body.get("state").stringValue()).isEqualTo("RECEIVED");
        assertThat(body.get("profile").stringValue()).isEqualTo("META");
        assertThat(body.get("encoding").stringValue()).isEqualTo("UTF-16LE");
        assertThat(body.get("problems")).isEmpty();
        assertThat(body.at("/mapping/columns/phone_number/0").stringValue()).isEqualTo("primaryPhone");
        assertThat(company.get(received.headers().firstValue("Location").orElseThrow()).json()).isEqualTo(body);
        assertThat(company.get("/imports").json()).contains(body);
    }

    @Test
    void mappingOfAFileIsThatOfTheNextFileOfItsShape() {
        long id = upload("Was,Wo\nRoof,1 Main St\n").id();

        TestResponse changed = company.patch("/imports/" + id, """
                {"mapping": {"columns": {"Was": "title", "Wo": ["address"]}, "constants": {"trades": "Roofing"}},
                 "match_by": "primaryEmail,address", "matchFoundStrategy": "enrich", "matchWindow": "90d"}""");

        assertThat(changed.status()).isEqualTo(200);
        assertThat(changed.json().get("problems")).isEmpty();
        assertThat(changed.json().get("matchBy")).hasSize(2);
        assertThat(upload("Was,Wo\nFence,2 Main St\n").json().get("mapping")).isEqualTo(changed.json().get("mapping"));
    }

    @Test
    void wrongMappingNamesEachFaultAtOnce() {
        long id = upload("Title,Wo\nRoof,1 Main St\n").id();

        TestResponse refused = company.patch("/imports/" + id, """
                {"mapping": {"columns": {"Title": "titel", "Wohin": "address"}, "constants": {"custom.none": 1}},
                 "matchBy": ["name"], "matchFoundStrategy": "merge", "matchWindow": "long"}""");

        assertThat(refused.status()).isEqualTo(400);
        assertThat(refused.json().get("errors").valueStream().map(error -> error.get("field").stringValue())).containsExactlyInAnyOrder(
                "mapping.columns.Title", "mapping.columns.Wohin", "mapping.constants.custom.none", "matchBy", "matchFoundStrategy",
                "matchWindow");
    }

    @Test
    void planNeedsAMappingThatGivesEachRequiredMember() {
        JsonNode received = upload("Title,Wo\nRoof,1 Main St\n").json();

        TestResponse refused = company.post("/imports/" + received.get("id") + "/plan", "");

        assertThat(received.get("problems")).hasSize(2);
        assertThat(refused.status()).isEqualTo(400);
        assertThat(refused.json().get("message").stringValue()).contains("mapping must give address");
    }

    @Test
    void fileOverTheLimitIsRejectedHoweverItComes() {
        TestResponse announced = upload("x".repeat(2_000_001));

        assertThat(announced.status()).isEqualTo(413);
        assertThat(announced.json().get("message").stringValue()).contains("2000000 bytes");
    }

    @Test
    void fileOfSeveralPiecesIsReceived() {
        TestResponse received = upload("Title,Address,Trades\n" + "Roof,1 Main St,Roofing\n".repeat(60_000));

        assertThat(received.json().get("size").asLong()).isEqualTo(1_380_021);
        assertThat(received.json().at("/columns/0/filled").asInt()).isEqualTo(200);
    }

    @Test
    void fileWithoutAHeaderIsRejected() {
        assertThat(upload("").status()).isEqualTo(400);
        assertThat(upload("\n\n \n").json().get("message").stringValue()).contains("names the columns");
        assertThat(company.send("POST", "/imports?charset=UTF-32&name=" + "n".repeat(300), "a\nb\n".getBytes(StandardCharsets.UTF_8), CSV)
                .json().get("errors")).hasSize(2);
        assertThat(company.post("/imports", "{}").status()).isEqualTo(415);
    }

    @Test
    void repeatedUploadWithAnIdempotencyKeyIsOneImport() {
        Map<String, String> headers = Map.of("Content-Type", "text/csv", "Idempotency-Key", "upload 1");
        byte[] file = "Title,Address,Trades\nRoof,1 Main St,Roofing\n".getBytes(StandardCharsets.UTF_8);
        TestResponse first = company.send("POST", "/imports", file, headers);

        TestResponse second = company.send("POST", "/imports", file, headers);
        TestResponse other = company.send("POST", "/imports", "Title\nRoof\n".getBytes(StandardCharsets.UTF_8), headers);

        assertThat(second.body()).isEqualTo(first.body());
        assertThat(second.status()).isEqualTo(202);
        assertThat(other.status()).isEqualTo(422);
    }

    @Test
    void aFileWithoutAnImportIsNotStored() {
        byte[] file = "Title,Address,Trades\nRoof,1 Main St,Roofing\n".getBytes(StandardCharsets.UTF_8);
        Map<String, String> once = Map.of("Content-Type", "text/csv", "Idempotency-Key", "once");
        long before = owner.sql("select count(*) from import_file").query(Long.class).single();

        assertThat(upload(file, "?charset=none").status()).isEqualTo(400);
        assertThat(upload("\n\n \n").status()).isEqualTo(400);
        assertThat(upload("a,b\n".repeat(600_000)).status()).isEqualTo(413);
        assertThat(company.send("POST", "/imports", file, once).status()).isEqualTo(202);
        assertThat(company.send("POST", "/imports", file, once).header("Idempotent-Replayed")).isEqualTo("true");

        assertThat(owner.sql("select count(*) from import_file").query(Long.class).single()).isEqualTo(before + 1);
    }

    private TestResponse upload(String file) {
        return upload(file.getBytes(StandardCharsets.UTF_8), "");
    }

    private TestResponse upload(byte[] file, String query) {
        return company.send("POST", "/imports" + query, file, CSV);
    }
}
