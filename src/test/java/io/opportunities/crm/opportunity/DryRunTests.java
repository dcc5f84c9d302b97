package io.opportunities.crm.opportunity;

import static org.assertj.core.api.Assertions.assertThat;

import io.opportunities.support.ApiTest;
import io.opportunities.support.Client;
import io.opportunities.support.DatabaseOwner;
import io.opportunities.support.Service;
import io.opportunities.support.TestResponse;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import tools.jackson.databind.node.ObjectNode;

/** A dry run returns the result of the real call, and has no effect. */
@Tag("citus")
@ApiTest
class DryRunTests {

    private static final List<String> TABLES = List.of("opportunity", "contact", "account", "opportunity_contact", "account_contact",
            "property_option", "change", "record_words");

    @Autowired
    private Service service;

    @Autowired
    private DatabaseOwner database;

    private Client company;
    private long companyId;

    @BeforeEach
    void aCompany() {
        company = service.newCompany();
        companyId = company.post("/contacts", "{\"name\": \"Ann\"}").json().get("companyId").asLong();
    }

    @Test
    void ofEachPermitByEachStrategyTheAnswerIsThatOfTheCallThatFollows() {
        List<ObjectNode> permits = Permits.sample();
        int half = permits.size() / 2;

        Stream.of(permits.subList(0, half), permits.subList(half, permits.size())).parallel()
                .forEach(part -> assertDryAsReal(service.newCompany(), part));
    }

    private static void assertDryAsReal(Client company, List<ObjectNode> permits) {
        Permits.defineProperties(company, permits);
        company.post("/properties", """
                {"recordType": "opportunity", "name": "Source", "type": "DROPDOWN", "defaultValue": null, "options": ["Web"]}""");
        long workflow = company.post("/workflows", """
                {"name": "Residential", "phases": [{"name": "Lead"}, {"name": "Survey"}]}""").id();

        for (String strategy : List.of("skip", "replace", "enrich")) {
            for (int i = 0; i < permits.size(); i++) {
                ObjectNode body = variant(permits.get(i), i, strategy, workflow);
                String path = "/opportunities?match_by=address&allow_new_options=true&match_found_strategy=" + strategy;

                TestResponse dry = company.post(path + "&dry_run=true", body.toString());
                TestResponse real = company.post(path, body.toString());

                assertThat(dry.status()).as(dry.toString()).isEqualTo(200);
                assertThat(real.status()).as(real.toString()).isIn(200, 201);
                assertThat(dry.header("X-Dry-Run")).isEqualTo("true");
                assertThat(comparable(dry, real)).as(strategy + " " + body).isEqualTo(comparable(real, real));
            }
        }
    }

    @Test
    void nothingIsWrittenAndNoNumberIsDrawn() {
        company.post("/properties", """
                {"recordType": "opportunity", "name": "Roof", "type": "DROPDOWN", "options": ["Metal"]}""");
        company.post("/opportunities?match_by=primaryEmail", body("known@example.com", "\"value\": 1"));
        List<String> before = everything();

        for (String strategy : List.of("skip", "replace", "enrich")) {
            for (String email : List.of("known@example.com", "new@example.com")) {
                TestResponse dry = company.post(
                        "/opportunities?match_by=primaryEmail&allow_new_options=true&dry_run=true&match_found_strategy=" + strategy,
                        body(email, "\"primaryPhone\": \"615 555 0199\", \"value\": 2, \"custom\": {\"roof\": \"Slate\"}"));
                assertThat(dry.status()).as(dry.body()).isEqualTo(200);
            }
        }

        assertThat(everything()).isEqualTo(before);
        assertThat(company.post("/opportunities", Opportunities.body()).json().get("number").asLong()).isEqualTo(2);
    }

    @Test
    void aRecordThatWouldBeNewHasNeitherIdNorNumberNorPlace() {
        TestResponse dry = company.post("/opportunities?dry_run=true", body("new@example.com", "\"value\": 2"));

        assertThat(dry.status()).isEqualTo(200);
        assertThat(dry.header("X-Match-Outcome")).isEqualTo("created");
        assertThat(dry.header("Location")).isNull();
        assertThat(dry.json().get("id").isNull()).isTrue();
        assertThat(dry.json().get("number").isNull()).isTrue();
        assertThat(dry.json().get("contacts")).isEmpty();
    }

    @Test
    void whatIsWrongIsSaidAsInTheRealCall() {
        String body = body("not an address", "\"value\": \"a lot\"");

        TestResponse dry = company.post("/opportunities?dry_run=true", body);

        assertThat(dry.status()).isEqualTo(400);
        assertThat(dry.errorFields()).isEqualTo(company.post("/opportunities", body).errorFields());
    }

    private static String body(String email, String more) {
        return Opportunities.with("Roof of " + email, "7 Elm St, Nashville, TN 37201", "\"primaryEmail\": \"%s\"".formatted(email), more);
    }

    /** Some variants match the record of an earlier strategy, and change or fill it. Some add contacts, options and phases. */
    private static ObjectNode variant(ObjectNode permit, int i, String strategy, long workflow) {
        ObjectNode body = permit.deepCopy();
        if (i % 3 == 0) {
            body.put("primaryEmail", "person%d@example.com".formatted(i % 9 + strategy.length()));
        }
        if (i % 4 == 0) {
            body.put("primaryPhone", "615 555 %04d".formatted(i)).put("confidence", i % 100);
            ((ObjectNode) body.get("custom")).put("source", "Source %d".formatted(i % 8));
        }
        if (i % 5 == 0 && !strategy.equals("skip")) {
            body.put("workflowId", workflow).put("title", "Again " + i).putNull("description");
        }
        return body;
    }

    /** Returns the responses without unpredictable values: ids, numbers, instants, and contacts that do not exist yet. */
    private static List<Object> comparable(TestResponse answer, TestResponse real) {
        ObjectNode body = (ObjectNode) answer.json();
        boolean created = real.status() == 201;
        Stream.of("createdAt", "updatedAt", "lastActivity", "contacts").forEach(body::remove);
        if (created) {
            body.remove(List.of("id", "number"));
            body.get("phaseInstances").forEach(phase -> ((ObjectNode) phase).remove("id"));
        }
        String version = String.valueOf(answer.header("ETag")).split("-")[0];
        return List.of(body, String.valueOf(answer.header("X-Match-Outcome")), String.valueOf(answer.header("X-Match-Count")), version);
    }

    private List<String> everything() {
        Stream<String> rows = TABLES.stream().map(table -> table + database
                .sql("select coalesce(string_agg(t::text, '|' order by t::text), '') from %s t where company_id = ?".formatted(table))
                .param(companyId).query(String.class).single());
        Stream<String> numbers = Stream
                .of(database.sql("select last_value || ' ' || is_called from opportunity_number_" + companyId).query(String.class)
                        .single());
        return Stream.concat(rows, numbers).toList();
    }
}
