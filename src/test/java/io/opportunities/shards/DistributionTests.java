package io.opportunities.shards;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.opportunities.database.CitusDatabase;
import io.opportunities.support.Client;
import io.opportunities.support.SecondInstance;
import io.opportunities.support.TestResponse;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.springframework.boot.jdbc.autoconfigure.JdbcConnectionDetails;
import tools.jackson.databind.JsonNode;

/** A database with companies becomes one of several nodes. */
@Tag("citus")
@EnabledIfSystemProperty(named = "citus.url", matches = ".+", disabledReason = "-Dcitus.url= names no coordinator of Citus")
class DistributionTests {

    private static final String NAME = "opportunities_distributed";
    private static final String BODY = """
            {"title": "%s", "address": ["1 Holly St, Nashville, TN 37206"], "trades": ["Roofing"], "primaryEmail": "dana@example.com"}""";

    @Test
    void companiesKeepTheirRecordsKeysAndNumbersAndStartsRepeat() {
        JdbcConnectionDetails database = CitusDatabase.createPlain(NAME);
        String token;
        List<JsonNode> before;
        try (SecondInstance plain = start(database, false)) {
            token = new Client(plain.managementUrl(), null).post("/actuator/companies", """
                    {"name": "First", "adminEmail": "admin@example.com", "adminPassword": "password of the first"}""").json().get("token")
                    .stringValue();
            Client company = new Client(plain.url(), token);
            List.of("a", "b", "c").forEach(title -> assertThat(create(company, title).status()).isEqualTo(201));
            before = company.get("/opportunities").json().valueStream().toList();
        }
        CitusDatabase.join(NAME);
        assertThatThrownBy(() -> start(database, false)).hasStackTraceContaining("OPPORTUNITIES_SHARDED");

        try (SecondInstance sharded = start(database, true)) {
            Client company = new Client(sharded.url(), token);
            assertThat(company.get("/opportunities").json().valueStream().toList()).isEqualTo(before);
            assertThat(company.get("/opportunities?q=dana").json()).hasSize(3);
            assertThat(create(company, "b").status()).isEqualTo(200);
            assertThat(create(company, "d").json().get("number").asLong()).isEqualTo(4);
            assertThat(company.get("/opportunities/%d/changes".formatted(before.getFirst().get("id").asLong())).json()).hasSize(1);
        }
        try (SecondInstance again = start(database, true)) {
            assertThat(create(new Client(again.url(), token), "e").json().get("number").asLong()).isEqualTo(5);
        }
    }

    private static TestResponse create(Client company, String title) {
        return company.post("/opportunities?match_by=title", BODY.formatted(title));
    }

    private static SecondInstance start(JdbcConnectionDetails database, boolean sharded) {
        return SecondInstance.on(database.getJdbcUrl(), database, "opportunities.sharded=" + sharded);
    }
}
