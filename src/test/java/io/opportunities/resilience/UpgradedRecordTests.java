package io.opportunities.resilience;

import static org.assertj.core.api.Assertions.assertThat;

import io.opportunities.support.ApiTest;
import io.opportunities.support.TestResponse;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** Finds, matches and changes records of release 0.1.0 after the upgrade. */
@ApiTest
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class UpgradedRecordTests extends UpgradedInstance {

    @Test
    void everySearchFindsAnUpgradedRecord() {
        for (String query : new String[]{"", "?q=hail", "?q=whitf", "?q=6155550134", "?q=ortega", "?title=place", "?address=main",
                "?primaryEmail=dana", "?primaryName=dana", "?updated_before=2026-01-08T00:00:00Z"}) {
            assertFound("/opportunities" + query);
        }
        for (String search : new String[]{"roof_type&op1=eq&value1=metal", "roof_area&op1=gt&value1=200", "trades&op1=eq&value1=gutters",
                "value&op1=between&value1=18000,19000", "city&op1=eq&value1=nashville", "phaseId&op1=eq&value1=1"}) {
            assertFound("/opportunities/search?prop1=" + search);
        }
        assertThat(company.get("/opportunities?include_archived=true&q=shed").json()).hasSize(1);
    }

    @Test
    void renamedContactFindsItsRecords() {
        company.patch("/contacts/2", "{\"name\": \"Sam Lopez\"}");

        assertThat(company.get("/opportunities?q=ortega").json()).isEmpty();
        assertFound("/opportunities?q=lopez%20hail");

        company.patch("/contacts/2", "{\"name\": \"Sam Ortega\"}");
    }

    @Test
    void everyMatchFindsAnUpgradedRecord() {
        for (String matchBy : new String[]{"title", "primaryEmail", "primaryPhone", "address"}) {
            TestResponse matched = company.post("/opportunities?match_by=" + matchBy, """
                    {"title": "REPLACE  roof", "address": "12 Main Street, Nashville, TN", "trades": ["Roofing"],
                     "primaryEmail": "DANA@example.com", "primaryPhone": "615-555-0134"}""");

            assertThat(matched.status()).as(matchBy).isEqualTo(200);
            assertThat(matched.id()).as(matchBy).isEqualTo(1);
        }
    }

    @Test
    void recordsAreChangedAndCreated() {
        String etag = company.get("/opportunities/2?include_archived=true").header("ETag");

        TestResponse restored = company.patch("/opportunities/2", "{\"isActive\": true, \"custom\": {\"roof_type\": \"Metal\"}}",
                Map.of("If-Match", String.valueOf(etag)));
        TestResponse made = company.post("/opportunities", """
                {"title": "Another", "address": "16 Main St, Nashville, TN 37204", "trades": ["Roofing"],
                 "primaryEmail": "new@example.com"}""");

        assertThat(restored.status()).isEqualTo(200);
        assertThat(made.status()).isEqualTo(201);
        assertThat(made.json().get("number").asLong()).isEqualTo(3);
        assertThat(company.delete("/opportunities/2").status()).isEqualTo(200);
        assertThat(company.delete("/opportunities/" + made.id()).status()).isEqualTo(200);
        company.delete("/contacts/" + made.json().get("contacts").get(0).asLong());
    }

    private void assertFound(String path) {
        assertThat(company.get(path).json().valueStream().map(found -> found.get("id").asLong())).as(path).containsExactly(1L);
    }
}
