package io.opportunities.resilience;

import static org.assertj.core.api.Assertions.assertThat;

import io.opportunities.OpportunitiesApplication;
import io.opportunities.support.ApiTest;
import io.opportunities.support.Basic;
import io.opportunities.support.Client;
import io.opportunities.support.DatabaseOwner;
import io.opportunities.support.TestResponse;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.DriverManager;
import java.util.Map;
import org.flywaydb.core.Flyway;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.boot.jdbc.autoconfigure.JdbcConnectionDetails;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.core.io.ClassPathResource;
import tools.jackson.databind.JsonNode;

/** Starts the service on the data of release 0.1.0, in a schema of its own beside that of the other tests. */
@ApiTest
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class UpgradeTests {

    private static final String BASELINE = "8";
    private static final String KEY = "key-from-the-time-of-release-0.1.0";
    private static final String PASSWORD = "password of a made-up user";

    /** The request whose response the data contains, byte for byte. */
    private static final String STORED_REQUEST = """
            {"title": "Replace roof", "address": "12 Main St, Nashville, TN 37204", "trades": ["Roofing", "Gutters"], \
            "description": "After the hail", "accountId": 1, "workflowId": 1, "value": 18500, "ownerId": 2, \
            "contacts": [1, 2], "primaryEmail": "Dana@Example.com", "primaryPhone": "(615) 555-0134", \
            "custom": {"roof_type": "Metal", "roof_area": 210}}""";
    private static final String IDEMPOTENCY_KEY = "b7a2c1de-0001-4a6b-8c55-3f0e2d9a0001";

    @Autowired
    JdbcConnectionDetails server;

    @Autowired
    DatabaseOwner owner;

    ConfigurableApplicationContext instance;
    Client company;

    @BeforeAll
    void upgrade() throws Exception {
        owner.sql("create schema upgrade").update();
        migrateToBaseline();
        fill(new ClassPathResource("upgrade/0.1.0.sql").getContentAsString(StandardCharsets.UTF_8));
        // stored responses are valid for a day
        fill("update idempotency_key set created_at = now()");
        instance = new SpringApplicationBuilder(OpportunitiesApplication.class).run(
                "--server.port=0",
                "--management.server.port=0",
                "--spring.datasource.url=" + url(),
                "--spring.datasource.username=" + server.getUsername(),
                "--spring.datasource.password=" + server.getPassword());
        company = new Client("http://localhost:" + instance.getEnvironment().getRequiredProperty("local.server.port"), KEY);
    }

    @AfterAll
    void end() {
        instance.close();
        owner.sql("drop schema upgrade cascade").update();
    }

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

    /** Creates the tables without functions and triggers, as a restore of a dump does. */
    private void migrateToBaseline() {
        Flyway.configure().dataSource(url(), server.getUsername(), server.getPassword()).target(BASELINE)
                .repeatableSqlMigrationPrefix("none").skipDefaultCallbacks(true).load().migrate();
    }

    /** In one transaction: an account and its primary contact refer to each other. */
    private void fill(String statements) throws Exception {
        try (Connection connection = DriverManager.getConnection(url(), server.getUsername(), server.getPassword())) {
            connection.setAutoCommit(false);
            connection.createStatement().execute(statements);
            connection.commit();
        }
    }

    private String url() {
        return server.getJdbcUrl() + (server.getJdbcUrl().contains("?") ? "&" : "?") + "currentSchema=upgrade,public";
    }
}
