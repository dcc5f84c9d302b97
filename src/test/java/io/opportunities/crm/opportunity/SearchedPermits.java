package io.opportunities.crm.opportunity;

import static org.assertj.core.api.Assertions.assertThat;

import io.opportunities.common.contact.PhoneNumbers;
import io.opportunities.crm.opportunity.SearchTruth.Field;
import io.opportunities.crm.opportunity.SearchTruth.Kind;
import io.opportunities.support.Client;
import io.opportunities.support.Service;
import io.opportunities.support.TestResponse;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.BeforeAll;
import org.springframework.beans.factory.annotation.Autowired;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** Permits with values of all kinds. */
abstract class SearchedPermits {

    static final List<String> NOTES = List.of("a,b", "say \"hi\"", "100%", "snake_case", "back\\slash", "50% of a_b\\c", "roof 🏠",
            "Äpfel", "äPFEL", "plain", "[not json]", "o'clock", "x".repeat(250) + "a", "X".repeat(250) + "b");
    static final long SEED = System.getProperty("seed") == null ? System.nanoTime() : Long.getLong("seed");

    @Autowired
    Service service;

    @Autowired
    PhoneNumbers phoneNumbers;

    final Random random = new Random(SEED);
    Client company;
    List<JsonNode> records;
    SearchTruth truth;

    @BeforeAll
    void permitsWithValuesOfAllKinds() {
        truth = new SearchTruth(phoneNumbers);
        company = service.newCompany();
        List<ObjectNode> permits = Permits.sample();
        Permits.defineProperties(company, permits);
        property("note", "TEXT", "");
        property("floors", "NUMERIC", "");
        property("inspected", "CHECKBOX", "");
        property("due", "DATE", "");
        property("seen", "DATETIME", "");
        property("colors", "DROPDOWN", ", \"isMultiple\": true, \"options\": [\"Red\", \"Green, dark\", \"Blue\"]");
        long workflow = company.post("/workflows", """
                {"name": "Residential, new", "phases": [{"name": "Lead"}, {"name": "Survey"}]}""").id();
        long account = company.post("/accounts", "{\"title\": \"Cole\", \"address\": \"1 Oak St\"}").id();
        long user = company.get("/users").json().get(0).get("id").asLong();
        for (int i = 0; i < permits.size(); i++) {
            String body = enriched(permits.get(i), i, workflow, account, user).toString();
            assertThat(company.post("/opportunities?match_by=primaryEmail&allow_new_options=true", body).status()).isIn(200, 201);
        }
        for (int i = 5; i <= 8; i++) {
            assertThat(company.delete("/opportunities/" + all("/opportunities?order_by=asc").get(i).get("id")).status()).isEqualTo(200);
        }
        records = all("/opportunities?include_archived=true&order_by=asc");
        assertThat(records).hasSizeGreaterThan(290);
    }

    List<JsonNode> all(String path) {
        List<JsonNode> all = new ArrayList<>();
        String cursor = "";
        while (cursor != null) {
            TestResponse page = company.get(path + "&page_size=100&cursor=" + cursor);
            assertThat(page.status()).as(path + " " + page.body()).isEqualTo(200);
            page.json().forEach(all::add);
            cursor = page.header("X-Next-Cursor");
        }
        return all;
    }

    String value(Field field, boolean part) {
        List<JsonNode> known = records.stream().flatMap(record -> field.values(record).stream()).toList();
        String value = known.isEmpty() ? "1" : known.get(random.nextInt(known.size())).asString();
        if (List.of(Kind.NUMBER, Kind.FLAG, Kind.DATE, Kind.TIME).contains(field.kind())) {
            return value;
        }
        if (part) {
            int from = value.offsetByCodePoints(0, random.nextInt(value.codePointCount(0, value.length())));
            String rest = value.substring(from);
            value = rest.substring(0, rest.offsetByCodePoints(0, Math.min(rest.codePointCount(0, rest.length()), 1 + random.nextInt(6))));
            value = value.isBlank() ? "e" : value.strip();
        }
        return random.nextBoolean() ? value : value.toUpperCase(java.util.Locale.ROOT);
    }

    ObjectNode enriched(ObjectNode permit, int i, long workflow, long account, long user) {
        ObjectNode custom = (ObjectNode) permit.get("custom");
        permit.put("primaryEmail", "person%d@%s.example".formatted(i, i % 2 == 0 ? "bücher" : "mail"));
        if (i % 3 != 0) {
            permit.put("primaryPhone", i % 2 == 0 ? "(615) 555-%04d".formatted(i / 2) : "+1 615.555.%04d x%d".formatted(i / 2, i));
            custom.put("note", NOTES.get(i % NOTES.size()));
            custom.put("floors", i % 7 - 3 + i % 2 * 0.5);
        }
        if (i % 4 != 0) {
            permit.put("workflowId", workflow).put("size", i * 10).put("confidence", i % 101);
            custom.put("inspected", i % 8 == 1).put("due", "20%02d-0%d-11".formatted(20 + i % 9, 1 + i % 9));
        }
        if (i % 5 == 0) {
            permit.put("accountId", account).put("ownerId", user);
            custom.put("seen", "2026-0%d-02T03:04:05Z".formatted(1 + i % 9)).putArray("colors").add("red")
                    .add(i % 2 == 0 ? "GREEN, DARK" : "blue");
        }
        return permit;
    }

    void property(String key, String type, String more) {
        TestResponse made = company.post("/properties", """
                {"recordType": "opportunity", "name": "%1$s", "keyName": "%1$s", "type": "%2$s"%3$s}""".formatted(key, type, more));
        assertThat(made.status()).as(made.body()).isEqualTo(201);
    }
}
