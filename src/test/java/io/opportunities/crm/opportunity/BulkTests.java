package io.opportunities.crm.opportunity;

import static org.assertj.core.api.Assertions.assertThat;

import io.opportunities.support.ApiTest;
import io.opportunities.support.Client;
import io.opportunities.support.StatementCounter;
import io.opportunities.support.TestResponse;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

@Tag("citus")
@ApiTest
class BulkTests {

    private final Client company;

    BulkTests(Client company) {
        this.company = company;
    }

    @Test
    void everyItemHasTheResultOfItsOwnCall() {
        long known = company.post("/opportunities", Opportunities.body("\"primaryEmail\": \"known@example.com\"")).id();

        TestResponse answer = bulk("match_by=primaryEmail", Opportunities.body("\"primaryEmail\": \"new@example.com\""),
                Opportunities.body("\"primaryEmail\": \"Known@example.com\""), "{\"title\": \"x\"}");

        assertThat(values(answer, "status")).containsExactly("201", "200", "400");
        assertThat(values(answer, "outcome")).containsExactly("created", "skipped", "");
        assertThat(answer.json().at("/0/record/number").asLong()).isEqualTo(2);
        assertThat(answer.json().at("/1/recordId").asLong()).isEqualTo(known);
        assertThat(answer.json().at("/2/error/errors").valueStream().map(error -> error.get("field").stringValue()))
                .containsExactly("address", "trades");
    }

    @Test
    void aNewRecordIsAnsweredAsItIsReadLater() {
        JsonNode item = bulk("match_by=title", Opportunities.body("\"primaryEmail\": \"a@example.com\", \"value\": 18500.50")).json()
                .get(0);

        assertThat(company.get("/opportunities/" + item.get("recordId").asLong()).json()).isEqualTo(item.get("record"));
        assertThat(company.get("/opportunities/" + item.get("recordId").asLong() + "/changes").json().size()).isOne();
    }

    @Test
    void itemsThatShareAKeySeeEachOther() {
        TestResponse answer = bulk("match_found_strategy=enrich", Opportunities.with("Roof", "1 Elm St, Nashville, TN 37201"),
                Opportunities.with("roof", "2 Elm St, Nashville, TN 37201", "\"value\": 5"),
                Opportunities.with("ROOF ", "3 Elm St, Nashville, TN 37201", "\"value\": 6"));

        assertThat(values(answer, "outcome")).containsExactly("created", "enriched", "unchanged");
        assertThat(company.get("/opportunities/" + answer.json().at("/2/recordId").asLong()).json().get("value").asInt()).isEqualTo(5);
    }

    @Test
    void aBodyMayHaveALineForEachItem() {
        String lines = Opportunities.body() + "\n\r\n{\"title\": \n" + Opportunities.body() + "\n[]";

        TestResponse answer = company.post("/requests/bulk", lines, Map.of("Content-Type", "application/x-ndjson"));

        assertThat(values(answer, "status")).containsExactly("201", "400", "201", "400");
        assertThat(values(answer, "line")).containsExactly("1", "3", "4", "5");
        assertThat(answer.json().at("/1/error/code").stringValue()).isEqualTo("INVALID_JSON");
    }

    @Test
    void aDryRunWritesNothingAndItsItemsSeeEachOther() {
        String body = Opportunities.body("\"primaryPhone\": \"615-555-0143\"");

        TestResponse preview = bulk("dry_run=true", body, body);

        assertThat(values(preview, "outcome")).containsExactly("created", "skipped");
        assertThat(preview.json().at("/0/record/number").isNull()).isTrue();
        assertThat(company.get("/opportunities").json().size()).isZero();
        assertThat(company.get("/contacts").json().size()).isZero();
        assertThat(bulk("", body).json().at("/0/record/number").asInt()).isOne();
    }

    @Test
    void aBodyHasOneToAThousandItems() {
        List<String> many = Collections.nCopies(1_001, "{}");

        assertThat(company.post("/opportunities/bulk", "[]").status()).isEqualTo(400);
        assertThat(company.post("/opportunities/bulk", many.toString()).json().get("message").stringValue()).contains("had 1001");
        assertThat(company.post("/opportunities/bulk", "{}").json().get("code").stringValue()).isEqualTo("INVALID_JSON");
        assertThat(company.post("/opportunities/bulk", many.subList(1, 1_001).toString()).json().size()).isEqualTo(1_000);
    }

    @Test
    void anItemIsFoundBehindLongCharactersAndRepeatedMembersAreItsOwnError() {
        String text = Opportunities.body("\"description\": \"déjà ✓ 🏠\"");

        TestResponse answer = company.post("/opportunities/bulk", "\ufeff[7, " + text + ", {\"title\": \"x\", \"title\": \"y\"}, "
                + Opportunities.body("\"colour\": 1") + "]");

        assertThat(values(answer, "status")).containsExactly("400", "201", "400", "201");
        assertThat(answer.json().at("/1/record/description").stringValue()).isEqualTo("déjà ✓ 🏠");
        assertThat(answer.json().at("/2/error/code").stringValue()).isEqualTo("INVALID_JSON");
        assertThat(answer.header("X-Ignored-Fields")).isEqualTo("colour");
    }

    @Test
    void unknownMembersAreErrorsOfTheirItemsIfTheClientWantsThat() {
        TestResponse answer = company.post("/opportunities/bulk",
                List.of(Opportunities.body("\"colour\": 1"), Opportunities.body()).toString(),
                Map.of("Prefer", "handling=strict"));

        assertThat(values(answer, "status")).containsExactly("400", "201");
        assertThat(answer.json().at("/0/error/field").stringValue()).isEqualTo("colour");
    }

    @Test
    void aHundredNewRecordsWithContactsTakeTheStatementsOfTwoCalls() {
        String items = IntStream.range(0, 100).mapToObj(i -> Opportunities.body("\"primaryEmail\": \"n%d@example.com\"".formatted(i)))
                .toList().toString();

        TestResponse answer = company.post("/opportunities/bulk?match_by=primaryEmail", items);

        assertThat(values(answer, "outcome")).containsOnly("created");
        assertThat(StatementCounter.of(answer)).hasSizeLessThan(20);
    }

    private TestResponse bulk(String query, String... bodies) {
        return company.post("/opportunities/bulk?" + query, List.of(bodies).toString());
    }

    private static List<String> values(TestResponse answer, String member) {
        assertThat(answer.status()).as(answer.body()).isEqualTo(200);
        return answer.json().valueStream().map(item -> item.path(member).asString("")).toList();
    }
}
