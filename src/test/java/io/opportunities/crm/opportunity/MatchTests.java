package io.opportunities.crm.opportunity;

import static org.assertj.core.api.Assertions.assertThat;

import io.opportunities.support.Client;
import io.opportunities.support.Service;
import io.opportunities.support.TestResponse;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.Parameter;
import org.springframework.beans.factory.annotation.Autowired;
import tools.jackson.databind.JsonNode;

@Tag("citus")
@BothSpellings
class MatchTests {

    private static final String HOME = "1 Oak St, Nashville, TN 37201";

    @Parameter
    String path;

    @Autowired
    private Service service;

    private final Client company;

    MatchTests(Client company) {
        this.company = company;
    }

    @Test
    void titlesMatchWhateverTheirCaseWidthAndWhiteSpace() {
        long id = company.post(path, Opportunities.with("Straße  Roof", HOME)).id();

        TestResponse matched = company.post(path, Opportunities.with("\\u3000STRASSE\\tＲｏｏｆ ", "elsewhere"));

        assertThat(matched.status()).isEqualTo(200);
        assertThat(matched.id()).isEqualTo(id);
    }

    @Test
    void emailsMatchByCaseAndDomainButNotByTagOrDot() {
        long id = create("\"primaryEmail\": \"Jo.Ann@BÜCHER.example\"");

        TestResponse same = post("match_by=primaryEmail", "\"primaryEmail\": \" jo.ann@xn--bcher-kva.example\"");
        TestResponse tagged = post("match_by=primaryEmail", "\"primaryEmail\": \"jo.ann+x@bücher.example\"");
        TestResponse undotted = post("match_by=primaryEmail", "\"primaryEmail\": \"joann@bücher.example\"");

        assertThat(same.id()).isEqualTo(id);
        assertThat(tagged.status()).isEqualTo(201);
        assertThat(undotted.status()).isEqualTo(201);
    }

    @Test
    void phonesMatchHoweverTheyAreWrittenButNotWithAnotherExtension() {
        long id = create("\"primaryPhone\": \"+1-555-123-4567\"");

        assertThat(post("match_by=primaryPhone", "\"primaryPhone\": \"(555) 123 4567\"").id()).isEqualTo(id);
        assertThat(post("match_by=primaryPhone", "\"primaryPhone\": \"1.555.123.4567\"").id()).isEqualTo(id);
        assertThat(post("match_by=primaryPhone", "\"primaryPhone\": \"555-123-4567 ext. 9\"").status()).isEqualTo(201);
    }

    @Test
    void withoutAValueForTheKeyNothingMatches() {
        String body = Opportunities.body();
        company.post(path, body);

        assertThat(company.post(path + "?match_by=primaryEmail", body).status()).isEqualTo(201);
        assertThat(company.post(path + "?match_by=primaryPhone", body).status()).isEqualTo(201);
    }

    @Test
    void ofSeveralTheLowestIsTakenAndAllAreCounted() {
        long first = create("\"primaryEmail\": \"jo@example.com\"");
        create("\"primaryEmail\": \"jo@example.com\"");

        TestResponse matched = post("match_by=primaryEmail", "\"primaryEmail\": \"jo@example.com\"");

        assertThat(matched.id()).isEqualTo(first);
        assertThat(matched.header("X-Match-Count")).isEqualTo("2");
    }

    @Test
    void archivedRecordsAndThoseOfOtherCompaniesNeverMatch() {
        company.post(path, Opportunities.with("Archived", HOME, "\"isActive\": false"));
        service.newCompany().post(path, Opportunities.with("Theirs", HOME));

        assertThat(company.post(path, Opportunities.with("Archived", HOME)).status()).isEqualTo(201);
        assertThat(company.post(path, Opportunities.with("Theirs", HOME)).status()).isEqualTo(201);
    }

    @Test
    void skipLeavesTheRecordUnchanged() {
        company.post("/properties", """
                {"recordType": "opportunity", "name": "Roof type", "type": "DROPDOWN", "options": ["Metal"]}""");
        long id = company.post(path, Opportunities.with("Roof", HOME)).id();
        TestResponse before = company.get(path + "/" + id);

        TestResponse skipped = company.post(path + "?allow_new_options=true", Opportunities.with("ROOF", "elsewhere", "\"value\": 9",
                "\"primaryEmail\": \"new@example.com\"", "\"custom\": {\"roof_type\": \"Gold\"}"));

        assertThat(skipped.status()).isEqualTo(200);
        assertThat(skipped.body()).isEqualTo(before.body());
        assertThat(company.get(path + "/" + id).body()).isEqualTo(before.body());
        assertThat(company.get("/contacts").json()).isEmpty();
        assertThat(company.get("/properties").json().get("opportunity").get(0).get("options")).hasSize(1);
    }

    @Test
    void replaceOverwritesWhatIsGivenAndClearsWhatIsNull() {
        company.post("/properties", """
                {"recordType": "opportunity", "name": "Roof type", "type": "TEXT"}""");
        company.post("/properties", """
                {"recordType": "opportunity", "name": "Permit", "type": "TEXT"}""");
        company.post(path, Opportunities.with("Roof", HOME, "\"value\": 9", "\"size\": 3", "\"description\": \"Steep\"",
                "\"custom\": {\"roof_type\": \"Metal\", \"permit\": \"P1\"}"));

        TestResponse replaced = company.post(path + "?match_found_strategy=replace", """
                {"title": "ROOF", "address": "2 Oak St, Nashville, TN 37201", "trades": ["Solar"], "value": 10, "size": null,
                 "custom": {"roof_type": "Tile"}}""");

        JsonNode body = replaced.json();
        assertThat(replaced.header("X-Match-Outcome")).isEqualTo("replaced");
        assertThat(body.get("title").stringValue()).isEqualTo("ROOF");
        assertThat(body.get("street").stringValue()).isEqualTo("2 Oak St");
        assertThat(body.get("value").asInt()).isEqualTo(10);
        assertThat(body.get("size").isNull()).isTrue();
        assertThat(body.get("description").stringValue()).isEqualTo("Steep");
        assertThat(body.get("custom").toString()).isEqualTo("{\"permit\":\"P1\",\"roof_type\":\"Tile\"}");
        assertThat(body.get("updatedBy").get("id")).isEqualTo(body.get("createdById"));
        assertThat(company.get(path + "/" + body.get("id")).body()).isEqualTo(replaced.body());
    }

    @Test
    void replaceDoesNotMoveARecordToAnotherAccount() {
        long account = account("First");
        long another = account("Second");
        company.post(path, Opportunities.with("Roof", HOME));

        TestResponse filled = company.post(path + "?match_found_strategy=replace",
                Opportunities.with("Roof", HOME, "\"accountId\": " + account));
        TestResponse refused = company.post(path + "?match_found_strategy=replace",
                Opportunities.with("Roof", HOME, "\"accountId\": " + another));

        assertThat(filled.json().get("accountId").asLong()).isEqualTo(account);
        assertThat(refused.status()).isEqualTo(400);
        assertThat(refused.errorFields()).containsExactly("accountId");
    }

    @Test
    void enrichFillsWhatIsEmptyAndKeepsWhatIsSet() {
        company.post(path, Opportunities.with("Roof", HOME, "\"value\": 9"));

        TestResponse enriched = company.post(path + "?match_found_strategy=enrich",
                Opportunities.with("roof", "elsewhere", "\"value\": 10", "\"size\": 4", "\"primaryEmail\": \"jo@example.com\""));

        JsonNode body = enriched.json();
        assertThat(enriched.header("X-Match-Outcome")).isEqualTo("enriched");
        assertThat(body.get("title").stringValue()).isEqualTo("Roof");
        assertThat(body.get("address").get(0).stringValue()).isEqualTo(HOME);
        assertThat(body.get("value").asInt()).isEqualTo(9);
        assertThat(body.get("size").asInt()).isEqualTo(4);
        assertThat(body.get("contacts")).hasSize(1);
        assertThat(company.post(path + "?match_by=primaryEmail", Opportunities.body("\"primaryEmail\": \"JO@example.com\"")).id())
                .isEqualTo(enriched.id());
    }

    @Test
    void enrichWithNothingToFillChangesNothing() {
        TestResponse created = company.post(path, Opportunities.with("Roof", HOME));

        TestResponse unchanged = company.post(path + "?match_found_strategy=enrich", Opportunities.with("roof", "elsewhere"));

        assertThat(unchanged.header("X-Match-Outcome")).isEqualTo("unchanged");
        assertThat(unchanged.header("ETag")).isEqualTo(created.header("ETag"));
        assertThat(unchanged.body()).isEqualTo(created.body());
    }

    private long account(String title) {
        return company.post("/accounts", """
                {"title": "%s", "address": "1 Oak St, Nashville, TN"}""".formatted(title)).id();
    }

    private long create(String member) {
        return company.post(path, Opportunities.body(member)).id();
    }

    private TestResponse post(String query, String member) {
        return company.post(path + "?" + query, Opportunities.body(member));
    }
}
