package io.opportunities.resilience;

import static org.assertj.core.api.Assertions.assertThat;

import io.opportunities.support.ApiTest;
import io.opportunities.support.Basic;
import io.opportunities.support.TestResponse;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import tools.jackson.databind.JsonNode;

/** Starts the service on the data of release 0.1.0, in a schema of its own beside that of the other tests. */
@ApiTest
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class UpgradeTests extends UpgradedInstance {
    private static final String PASSWORD = "password of a made-up user";

    /** The request whose response the data contains, byte for byte. */
    private static final String STORED_REQUEST = """
            {"title": "Replace roof", "address": "12 Main St, Nashville, TN 37204", "trades": ["Roofing", "Gutters"], \
            "description": "After the hail", "accountId": 1, "workflowId": 1, "value": 18500, "ownerId": 2, \
            "contacts": [1, 2], "primaryEmail": "Dana@Example.com", "primaryPhone": "(615) 555-0134", \
            "custom": {"roof_type": "Metal", "roof_area": 210}}""";
    private static final String IDEMPOTENCY_KEY = "b7a2c1de-0001-4a6b-8c55-3f0e2d9a0001";

    @Test
    void allRecordsSurviveTheUpgrade() {
        JsonNode record = company.get("/opportunities/1").json();

        assertThat(record.get("number").asLong()).isEqualTo(1);
        assertThat(record.get("title").stringValue()).isEqualTo("Replace roof");
        assertThat(record.get("contacts")).hasToString("[1,2]");
        assertThat(record.get("trades")).hasToString("[\"Roofing\",\"Gutters\"]");
        assertThat(record.get("custom")).hasToString("{\"roof_area\":210,\"roof_type\":\"Metal\"}");
        assertThat(record.get("phase").get("name").stringValue()).isEqualTo("Inspection");
        assertThat(record.get("phaseInstances").valueStream().map(phase -> phase.get("id").asLong())).containsExactly(100001L, 100002L);
        assertThat(record.get("geoLocation").get(0).stringValue()).isEqualTo("36.1067,-86.7743");
        assertThat(record.get("owner").get("email").stringValue()).isEqualTo("sales@acme.example");
        assertThat(record.get("createdAt").stringValue()).startsWith("2026-01-07T08:00:00");
        assertThat(company.get("/opportunities/1/changes").json().get(0).get("action").stringValue()).isEqualTo("CREATED");
        assertThat(company.get("/contacts").json()).hasSize(2);
        assertThat(company.get("/accounts").json()).hasSize(2);
        assertThat(company.get("/workflows").json()).hasSize(1);
        assertThat(company.get("/properties").json().get("opportunity")).hasSize(2);
        assertThat(company.get("/teams").json().get(0).get("workers").get(0).get("id").asLong()).isEqualTo(2);
        assertThat(company.get("/authentication-events").status()).isEqualTo(200);
    }

    @Test
    void passwordStillLogsIn() {
        TestResponse key = company.withKey(null).post("/api-keys", "{}", Basic.of("sales@acme.example", PASSWORD));

        assertThat(key.status()).isEqualTo(200);
        assertThat(company.delete("/api-keys/" + key.id()).status()).isLessThan(300);
    }

    @Test
    void repeatGetsTheStoredResponse() {
        TestResponse repeated = company.post("/opportunities", STORED_REQUEST, Map.of("Idempotency-Key", IDEMPOTENCY_KEY));

        assertThat(repeated.status()).isEqualTo(201);
        assertThat(repeated.json().get("id").asLong()).isEqualTo(1);
        assertThat(repeated.json().get("createdAt").stringValue()).isEqualTo("2026-01-07T08:00:00.000Z");
        assertThat(company.get("/opportunities?include_archived=true&title=replace").json()).hasSize(1);
    }

    @Test
    void nextAccountGetsTheNextNumber() {
        TestResponse made = company.post("/accounts", "{\"title\": \"Another account\", \"address\": \"16 Main St\"}");

        assertThat(company.get("/accounts/1").json().get("number").asLong()).isEqualTo(1);
        assertThat(company.get("/accounts/2").json().get("number").asLong()).isEqualTo(2);
        assertThat(company.get("/accounts/2").json().get("updatedAt").stringValue()).startsWith("2026-01-06T08:00:00");
        assertThat(made.json().get("number").asLong()).isEqualTo(3);
        company.delete("/accounts/" + made.id());
    }
}
