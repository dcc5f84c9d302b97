package io.opportunities.crm.imports;

import static org.assertj.core.api.Assertions.assertThat;

import io.opportunities.support.ApiTest;
import io.opportunities.support.Client;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

/** Compares the plan of made-up permits, which share keys with each other and with stored records, with the run. */
@ApiTest
class ImportPlanTests {

    private static final int ROWS = Integer.getInteger("import.rows", 120);
    private static final String HEADER = "Permit #,Permit Type,Address,Email,Phone,Valuation,Purpose\n";

    private final Imports imports;
    private final Client company;

    ImportPlanTests(Client company) {
        this.company = company;
        this.imports = new Imports(company);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {"skip | title | 1", "replace | title | 2", "enrich | title | 3",
            "skip | externalId,primaryEmail | 4",
            "replace | externalId,primaryEmail,address | 5", "enrich | primaryEmail,primaryPhone,title | 6", "enrich | address | 7",
            "replace | primaryPhone | 8"})
    void eachRowDoesWhatItsPlanSays(String strategy, String matchBy, long seed) {
        Random random = new Random(seed);
        imports.planAndCommit(imports.upload(permits(random, ROWS / 5), "{\"matchBy\": [\"title\"], \"matchFoundStrategy\": \"skip\"}"));
        long id = imports.upload(permits(random, ROWS), """
                {"matchBy": "%s", "matchFoundStrategy": "%s"}""".formatted(matchBy, strategy));

        JsonNode planned = imports.plan(id);
        List<String> plan = outcomes(id);
        imports.commit(id, planned).requireOk();
        JsonNode done = imports.await(id, "DONE");

        assertThat(outcomes(id)).isEqualTo(plan);
        assertThat(done.get("counts")).isEqualTo(planned.at("/plan/counts"));
    }

    /** A trial with a file of one's own, by {@code -Dimport.file=}; it prints rows a second. */
    @ParameterizedTest
    @ValueSource(strings = {"skip", "replace", "enrich"})
    @EnabledIfSystemProperty(named = "import.file", matches = ".+")
    void eachRowOfAFileDoesWhatItsPlanSays(String strategy) throws IOException {
        byte[] file = Files.readAllBytes(Path.of(System.getProperty("import.file")));
        long id = company.send("POST", "/imports", file, Map.of("Content-Type", "application/x-ndjson")).id();
        company.patch("/imports/" + id, "{\"matchBy\": \"address,title\", \"matchFoundStrategy\": \"%s\"}".formatted(strategy));

        long begun = System.nanoTime();
        JsonNode planned = imports.plan(id);
        long between = System.nanoTime();
        List<String> plan = outcomes(id);
        long committed = System.nanoTime();
        imports.commit(id, planned).requireOk();
        JsonNode done = imports.await(id, "DONE");
        long rows = done.get("rowsTotal").asLong();
        System.out.printf("%s of %d rows: plan %d rows/s, run %d rows/s, %s%n", strategy, rows, rows * 1_000_000_000L / (between - begun),
                rows * 1_000_000_000L / (System.nanoTime() - committed), done.get("counts"));

        assertThat(outcomes(id)).isEqualTo(plan);
    }

    private List<String> outcomes(long id) {
        List<String> all = new ArrayList<>();
        for (int page = 1; all.size() == 100 * (page - 1); page++) {
            imports.rows(id, "page=" + page).forEach(row -> all.add(row.get("line") + " " + row.get("outcome").stringValue()));
        }
        return all;
    }

    private static String permits(Random random, int rows) {
        StringBuilder file = new StringBuilder(HEADER);
        int kinds = Math.max(10, ROWS / 3);
        for (int i = 0; i < rows; i++) {
            file.append("%s,Permit %d,\"%d Main St, Nashville, TN 37204\",%s,%s,%s,%s\n".formatted(
                    random.nextInt(5) == 0 ? "" : "P-" + random.nextInt(kinds), random.nextInt(kinds), random.nextInt(kinds),
                    random.nextInt(3) == 0 ? "" : "lead%d@example.com".formatted(random.nextInt(kinds)),
                    random.nextInt(3) == 0 ? "" : "615555%04d".formatted(random.nextInt(kinds)),
                    random.nextInt(20) == 0 ? "wrong" : random.nextInt(2) == 0 ? "" : String.valueOf(random.nextInt(3)),
                    random.nextInt(2) == 0 ? "" : "Purpose " + random.nextInt(3)));
        }
        return file.toString();
    }
}
