package io.opportunities;

import static org.assertj.core.api.Assertions.assertThat;

import io.opportunities.common.Sha256;
import java.sql.Connection;
import java.sql.DriverManager;
import java.util.HexFormat;
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
import tools.jackson.databind.JsonNode;

/** The service on a database that its first versions made and filled, in a schema of its own beside that of the other tests. */
@ApiTest
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class UpgradeTests {

    private static final String KEY = "key-from-the-time-of-the-first-version";

    /** As the code wrote it that came with the first migration. */
    private static final String IDENTITY = """
            insert into company (company_id, name, created_at) values (nextval('company_seq'), 'Acme', '2026-01-05T08:00:00Z');
            select nextval('app_user_seq'), nextval('app_user_seq'), nextval('api_key_seq'), nextval('api_key_seq');
            insert into app_user (company_id, id, version, email, email_key, role, is_active, created_at, updated_at)
            values (1, 1, 0, 'admin@acme.example', 'admin@acme.example', 'ADMIN', true, '2026-01-05T08:00:00Z', '2026-01-05T08:00:00Z');
            insert into api_key (company_id, id, user_id, scope, token_prefix, token_hash, created_at)
            values (1, 1, 1, 'full', 'key-from-the', decode('%s', 'hex'), '2026-01-05T08:00:00Z');
            """;

    /**
     * As the code wrote it that came with the fifth: Hibernate draws ids fifty at a time. The fourth gave a sequence to companies that were
     * made after it, which no release came before; without one of its own, the one of another schema would be taken.
     */
    private static final String RECORDS = """
            create sequence upgrade.opportunity_number_1;
            select nextval('contact_seq'), nextval('contact_seq'), nextval('account_seq'), nextval('account_seq'),
                   nextval('workflow_seq'), nextval('workflow_seq'), nextval('phase_seq'), nextval('phase_seq'),
                   nextval('property_seq'), nextval('property_seq'), nextval('property_option_seq'), nextval('property_option_seq'),
                   nextval('opportunity_seq'), nextval('opportunity_seq');
            insert into contact (company_id, id, version, name, emails, email_keys, phones, phone_keys, created_by_id, created_at, updated_at)
            values (1, 1, 0, 'Dana Whitfield', '{Dana@Example.com}', '{dana@example.com}', '{(615) 555-0134}', '{+16155550134}', 1,
                    '2026-01-06T08:00:00Z', '2026-01-06T08:00:00Z'),
                   (1, 2, 0, 'Sam Ortega', '{sam@example.com}', '{sam@example.com}', '{}', '{}', 1,
                    '2026-01-06T08:00:00Z', '2026-01-06T08:00:00Z');
            insert into account (company_id, id, version, title, address, custom, is_active, title_key, address_key, created_by_id, created_at,
                                 updated_at)
            values (1, 1, 0, 'Whitfield Homes', '12 Main St, Nashville, TN 37204', '{}', true, 'whitfield homes', '12 MAIN ST||NASHVILLE|TN', 1,
                    '2026-01-06T08:00:00Z', '2026-01-06T08:00:00Z');
            insert into account_contact (company_id, account_id, contact_id) values (1, 1, 1);
            insert into workflow (company_id, id, version, name, created_by_id, created_at, updated_at)
            values (1, 1, 0, 'Residential', 1, '2026-01-06T08:00:00Z', '2026-01-06T08:00:00Z');
            insert into phase (company_id, workflow_id, id, position, name) values (1, 1, 1, 1, 'Inspection'), (1, 1, 2, 2, 'Contract');
            insert into property (company_id, id, version, record_type, key_name, name, type, is_multiple)
            values (1, 1, 0, 'opportunity', 'roof_type', 'Roof type', 'DROPDOWN', false),
                   (1, 2, 0, 'opportunity', 'roof_area', 'Roof area', 'NUMERIC', false);
            insert into property_option (company_id, property_id, id, label, label_key) values (1, 1, 1, 'Metal', 'metal');
            insert into opportunity (company_id, id, version, title, address, street, city, state, zipcode, trades, description, account_id,
                                     workflow_id, phase_id, phase_instances, phases_started, value, status, is_active, primary_email,
                                     primary_phone, primary_contact_id, custom, title_key, email_key, phone_key, address_key, created_by_id,
                                     created_at, updated_at, last_activity)
            values (1, 1, 0, 'Replace roof', '12 Main St, Nashville, TN 37204', '12 Main St', 'Nashville', 'TN', '37204', '{Roofing,Gutters}',
                    'After the hail', 1, 1, 1,
                    '[{"ordinal": 1, "phaseId": 1, "name": "Inspection", "type": null, "position": 1, "status": "IN_PROGRESS"},
                      {"ordinal": 2, "phaseId": 2, "name": "Contract", "type": null, "position": 2, "status": "NOT_STARTED"}]', 2,
                    18500, 'ACTIVE', true, 'Dana@Example.com', '(615) 555-0134', 1, '{"roof_type": "Metal", "roof_area": 210}',
                    'replace roof', 'dana@example.com', '+16155550134', '12 MAIN ST||NASHVILLE|TN', 1,
                    '2026-01-07T08:00:00Z', '2026-01-07T08:00:00Z', '2026-01-07T08:00:00Z'),
                   (1, 2, 0, 'Old shed', '14 Main St, Nashville, TN 37204', '14 Main St', 'Nashville', 'TN', '37204', '{Demolition}',
                    null, null, null, null, '[]', 0, null, 'ACTIVE', false, null, null, null, '{}',
                    'old shed', null, null, '14 MAIN ST||NASHVILLE|TN', 1,
                    '2026-01-07T08:00:00Z', '2026-01-07T08:00:00Z', '2026-01-07T08:00:00Z');
            insert into opportunity_contact (company_id, opportunity_id, contact_id, ordinal) values (1, 1, 2, 1);
            insert into change (company_id, record_type, record_id, id, at, user_id, api_key_id, action, changes)
            values (1, 'opportunity', 1, 1, '2026-01-07T08:00:00Z', 1, 1, 'CREATED', '[{"field": "title", "from": null, "to": "Replace roof"}]');
            """;

    @Autowired
    JdbcConnectionDetails server;

    @Autowired
    DatabaseOwner owner;

    ConfigurableApplicationContext instance;
    Client company;

    @BeforeAll
    void upgrade() throws Exception {
        owner.sql("create schema upgrade").update();
        migrateTo("1");
        fill(IDENTITY.formatted(HexFormat.of().formatHex(Sha256.of(KEY))));
        migrateTo("5");
        fill(RECORDS);
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
    void everythingIsThere() {
        JsonNode record = company.get("/opportunities/1").json();

        assertThat(record.get("number").asLong()).isEqualTo(1);
        assertThat(record.get("title").stringValue()).isEqualTo("Replace roof");
        assertThat(record.get("contacts")).hasToString("[1,2]");
        assertThat(record.get("trades")).hasToString("[\"Roofing\",\"Gutters\"]");
        assertThat(record.get("custom")).hasToString("{\"roof_area\":210,\"roof_type\":\"Metal\"}");
        assertThat(record.get("phase").get("name").stringValue()).isEqualTo("Inspection");
        assertThat(record.get("phaseInstances")).hasSize(2);
        assertThat(record.get("createdAt").stringValue()).startsWith("2026-01-07T08:00:00");
        assertThat(company.get("/opportunities/1/changes").json().get(0).get("action").stringValue()).isEqualTo("CREATED");
        assertThat(company.get("/contacts").json()).hasSize(2);
        assertThat(company.get("/accounts").json()).hasSize(1);
        assertThat(company.get("/workflows").json()).hasSize(1);
    }

    @Test
    void everyWayToLookFindsIt() {
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
    void everyMatchFindsIt() {
        for (String matchBy : new String[]{"title", "primaryEmail", "primaryPhone", "address"}) {
            Answer matched = company.post("/opportunities?match_by=" + matchBy, """
                    {"title": "REPLACE  roof", "address": "12 Main Street, Nashville, TN", "trades": ["Roofing"],
                     "primaryEmail": "DANA@example.com", "primaryPhone": "615-555-0134"}""");

            assertThat(matched.status()).as(matchBy).isEqualTo(200);
            assertThat(matched.id()).as(matchBy).isEqualTo(1);
        }
    }

    @Test
    void itCanBeChangedAndGetsCompany() {
        String etag = company.get("/opportunities/2?include_archived=true").header("ETag");

        Answer restored = company.patch("/opportunities/2", "{\"isActive\": true, \"custom\": {\"roof_type\": \"Metal\"}}",
                Map.of("If-Match", String.valueOf(etag)));
        Answer made = company.post("/opportunities", """
                {"title": "Another", "address": "16 Main St, Nashville, TN 37204", "trades": ["Roofing"],
                 "primaryEmail": "new@example.com"}""");

        assertThat(restored.status()).isEqualTo(200);
        assertThat(restored.json().get("geoLocation")).as("follows the next address").isEmpty();
        assertThat(made.status()).isEqualTo(201);
        assertThat(made.json().get("number").asLong()).isEqualTo(3);
        assertThat(company.delete("/opportunities/2").status()).isEqualTo(200);
        assertThat(company.delete("/opportunities/" + made.id()).status()).isEqualTo(200);
    }

    private void assertFound(String path) {
        assertThat(company.get(path).json().valueStream().map(found -> found.get("id").asLong())).as(path).containsExactly(1L);
    }

    private void migrateTo(String version) {
        Flyway.configure().dataSource(url(), server.getUsername(), server.getPassword()).target(version).load().migrate();
    }

    private void fill(String statements) throws Exception {
        try (Connection connection = DriverManager.getConnection(url(), server.getUsername(), server.getPassword())) {
            connection.createStatement().execute(statements);
        }
    }

    private String url() {
        return server.getJdbcUrl() + (server.getJdbcUrl().contains("?") ? "&" : "?") + "currentSchema=upgrade,public";
    }
}
