package io.opportunities.crm.imports;

import static org.assertj.core.api.Assertions.assertThat;

import io.opportunities.support.ApiTest;
import io.opportunities.support.Client;
import io.opportunities.support.DatabaseOwner;
import io.opportunities.support.TestResponse;
import java.time.LocalDate;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.test.context.TestPropertySource;
import tools.jackson.databind.JsonNode;

@Tag("citus")
@ApiTest
@TestPropertySource(properties = {"opportunities.max-import-rows=100", "opportunities.import-retention=60d"})
class ImportLimitTests {

    private static final String HEADER = "Title,Address,Trades\n";
    private static final String ROW = "Roof,1 Main St,Roofing\n";

    @Autowired
    private DatabaseOwner owner;

    private final Client company;
    private final Imports imports;

    ImportLimitTests(Client company) {
        this.company = company;
        this.imports = new Imports(company);
    }

    @Test
    void aPlanFailsWhoseFileHasTooManyRows() {
        long allowed = imports.upload(HEADER + ROW.repeat(100)).id();
        long refused = imports.upload(HEADER + ROW.repeat(101)).id();

        assertThat(imports.plan(allowed).get("rowsTotal").asInt()).isEqualTo(100);
        company.post("/imports/" + refused + "/plan", "").requireOk();

        assertThat(imports.await(refused, "FAILED").get("failure").stringValue()).isEqualTo("the file has more than 100 rows: split it");
    }

    @Test
    void onlyTheLastMappingsOfACompanyAreKept() {
        long before = owner.sql("select count(*) from import_mapping").query(Long.class).single();

        IntStream.range(0, 105).forEach(i -> imports.upload("Title,Address,Trades,Column %d\n".formatted(i) + "Roof,1 Main St,Roofing,x\n",
                "{\"mapping\": {\"columns\": {\"Title\": \"title\"}}}"));

        assertThat(owner.sql("select count(*) from import_mapping").query(Long.class).single()).isEqualTo(before + 100);
    }

    @Test
    void anImportWhoseRowsArePartlyExpiredCannotBeUndone() {
        long id = imports.upload(HEADER + ROW.repeat(50)).id();
        JsonNode done = imports.planAndCommit(id);
        owner.sql("update import set created_at = now() - interval '40 days' where id = ?").param(id).update();
        owner.sql("select expire_rows('import', now() - interval '30 days', 20)").query(Long.class).single();
        assertThat(imports.rows(id, "").size()).isBetween(1, 49);

        TestResponse refused = company.post("/imports/" + id + "/undo", "");

        assertThat(refused.status()).isEqualTo(409);
        assertThat(refused.json().get("message").stringValue()).contains("could be undone until "
                + LocalDate.parse(done.get("createdAt").stringValue().substring(0, 10)).plusDays(20));
        assertThat(company.get("/opportunities").json()).hasSize(1);
    }
}
