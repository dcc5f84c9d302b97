package io.opportunities.crm.opportunity;

import static org.assertj.core.api.Assertions.assertThat;

import io.opportunities.support.ApiTest;
import io.opportunities.support.Client;
import io.opportunities.support.DatabaseOwner;
import io.opportunities.support.TestResponse;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** Explanations of calls, and the receipts of calls in the changelog. */
@ApiTest
class ExplainTests {

    private static final String EMAIL = "\"primaryEmail\": \"jo@example.com\"";
    private static final List<String> KEYS = List.of("title", "primaryEmail", "primaryPhone", "address", "externalId");
    private static final List<String> STRATEGIES = List.of("skip", "replace", "enrich");

    @Autowired
    private DatabaseOwner database;

    private final Client company;

    ExplainTests(Client company) {
        this.company = company;
    }

    @Test
    void aCreateIsExplainedAndNothingIsWritten() {
        JsonNode receipt = explain("match_by=primaryEmail,externalId",
                Opportunities.body(EMAIL, "\"foo\": 1", "\"primaryPhone\": \"000-000-0000\""));

        assertThat(receipt.get("outcome").stringValue()).isEqualTo("created");
        assertThat(receipt.get("recordId").isNull()).isTrue();
        assertThat(receipt.get("keys").valueStream().map(key -> key.get("by").stringValue()))
                .containsExactly("primaryEmail", "externalId", "title", "primaryPhone", "address");
        assertThat(key(receipt, "externalId").get("reason").stringValue()).isEqualTo("NO_VALUE");
        assertThat(key(receipt, "primaryPhone").get("reason").stringValue()).isEqualTo("NAMES_NOTHING");
        assertThat(key(receipt, "primaryEmail").get("key").stringValue()).isEqualTo("jo@example.com");
        assertThat(receipt.at("/contact/outcome").stringValue()).isEqualTo("created");
        assertThat(receipt.get("changes").valueStream().map(change -> change.get("field").stringValue())).contains("title", "primaryEmail");
        assertThat(receipt.get("ignored").valueStream().map(JsonNode::stringValue)).containsExactly("foo");
        assertThat(company.get("/opportunities").json()).isEmpty();
        assertThat(company.get("/contacts").json()).isEmpty();
    }

    @Test
    void aMatchNamesItsCandidatesAndWhatItWouldChange() {
        long first = company.post("/opportunities", Opportunities.body(EMAIL)).id();
        long second = company.post("/opportunities", Opportunities.body(EMAIL)).id();

        JsonNode receipt = explain("match_by=title,primaryEmail&match_found_strategy=enrich", Opportunities.body(EMAIL, "\"value\": 5"));

        assertThat(receipt.get("outcome").stringValue()).isEqualTo("enriched");
        assertThat(receipt.get("recordId").asLong()).isEqualTo(first);
        assertThat(key(receipt, "primaryEmail").get("candidates").valueStream().map(JsonNode::asLong)).containsExactly(first, second);
        assertThat(key(receipt, "primaryEmail").get("count").asInt()).isEqualTo(2);
        assertThat(receipt.get("changes").toString()).isEqualTo("[{\"field\":\"value\",\"from\":null,\"to\":5}]");
    }

    @Test
    void aCallThatWouldBeRejectedIsRejected() {
        company.post("/opportunities", Opportunities.body("\"externalId\": \"L-7\""));

        assertThat(company.post("/opportunities/explain", Opportunities.body("\"externalId\": \"L-7\"")).status()).isEqualTo(409);
        assertThat(company.post("/opportunities/explain?match_by=mail", "{\"value\": \"x\"}").errorFields())
                .contains("value", "title", "match_by");
    }

    @Test
    void anAccountIsExplainedToo() {
        String body = "{\"title\": \"Rivera\", \"address\": \"1 Oak St, Nashville, TN 37201\"}";
        long id = company.post("/accounts", body).id();

        TestResponse receipt = company.post("/accounts/explain", body);

        assertThat(receipt.status()).isEqualTo(200);
        assertThat(receipt.json().get("recordId").asLong()).isEqualTo(id);
        assertThat(company.get("/accounts/" + id + "/changes").json().get(0).at("/match/outcome").stringValue()).isEqualTo("created");
    }

    @Test
    void theChangelogHasTheReceiptOfCreatesAndMatchesOnly() {
        long id = company.post("/opportunities", Opportunities.body(EMAIL)).id();
        company.post("/opportunities?match_by=externalId,primaryEmail&match_found_strategy=replace", Opportunities.body(EMAIL));
        company.patch("/opportunities/" + id, "{\"value\": 5}");

        JsonNode changes = company.get("/opportunities/" + id + "/changes").json();

        assertThat(changes.get(0).has("match")).isFalse();
        assertThat(changes.get(1).at("/match/outcome").stringValue()).isEqualTo("replaced");
        assertThat(changes.get(1).at("/match/keys/0/usable").asBoolean()).isFalse();
        assertThat(changes.get(1).at("/match/keys/1/candidates/0").asLong()).isEqualTo(id);
        assertThat(changes.get(2).at("/match/keys/0/by").stringValue()).isEqualTo("title");
        assertThat(changes.get(2).at("/match/contact/outcome").stringValue()).isEqualTo("created");
    }

    /** {@code -Dexplain.permits=300} explains all permits of the sample, each with another strategy and list of keys. */
    @Test
    void anExplanationIsWhatTheCallThenDoes() {
        List<ObjectNode> permits = Permits.sample().subList(0, Integer.getInteger("explain.permits", 60));
        Permits.defineProperties(company, permits);
        Random random = new Random(27);
        for (int i = 0; i < permits.size(); i++) {
            ObjectNode permit = varied(permits.get(random.nextInt(i + 1)), random);
            String query = "match_by=" + keys(random) + "&match_found_strategy=" + STRATEGIES.get(random.nextInt(STRATEGIES.size()));

            TestResponse explained = company.post("/opportunities/explain?" + query, permit.toString());
            List<Long> before = rows();
            TestResponse done = company.post("/opportunities?" + query, permit.toString());

            assertThat(done.status()).as(done.body()).isIn(200, 201, 409);
            if (explained.status() != 200) {
                assertThat(explained.status()).isEqualTo(done.status());
                continue;
            }
            assertSame(explained.json(), done, query);
            assertThat(explained.json().get("outcome").stringValue().equals("created")).isEqualTo(rows().getFirst() > before.getFirst());
        }
    }

    private void assertSame(JsonNode explained, TestResponse done, String query) {
        String outcome = explained.get("outcome").stringValue();
        assertThat(done.header("X-Match-Outcome")).as(query).isEqualTo(outcome);
        assertThat(done.header("X-Contact-Outcome")).as(query).isEqualTo(explained.at("/contact/outcome").stringValue());
        assertThat(String.valueOf(done.header("X-Contact-Conflict"))).isEqualTo(explained.at("/contact/conflictId").asString("null"));
        if (!outcome.equals("created")) {
            assertThat(done.id()).as(query).isEqualTo(explained.get("recordId").asLong());
        }
        if (List.of("created", "replaced", "enriched").contains(outcome)) {
            JsonNode entry = company.get("/opportunities/" + done.id() + "/changes").json().get(0);
            assertThat(entry.get("match").get("outcome").stringValue()).isEqualTo(outcome);
            List<JsonNode> compared = entry.get("match").get("keys").valueStream().toList();
            assertThat(explained.get("keys").valueStream().limit(compared.size())).isEqualTo(compared);
            assertThat(withoutContacts(entry.get("changes"))).isEqualTo(withoutContacts(explained.get("changes")));
        }
    }

    /** A contact that a call would create has no id yet. */
    private static List<JsonNode> withoutContacts(JsonNode changes) {
        return changes.valueStream().filter(change -> !change.get("field").stringValue().equals("contacts")).toList();
    }

    private static ObjectNode varied(ObjectNode permit, Random random) {
        ObjectNode varied = permit.deepCopy();
        int number = random.nextInt(20);
        if (random.nextBoolean()) {
            varied.put("primaryEmail", "p%d@example.com".formatted(number));
        }
        if (random.nextBoolean()) {
            varied.put("primaryPhone", "615 555 %04d".formatted(random.nextInt(20)));
        }
        if (random.nextBoolean()) {
            varied.put("externalId", "P" + random.nextInt(40));
        }
        return varied;
    }

    private static String keys(Random random) {
        List<String> keys = new ArrayList<>(KEYS);
        Collections.shuffle(keys, random);
        return String.join(",", keys.subList(0, 1 + random.nextInt(keys.size())));
    }

    private List<Long> rows() {
        return List.of("opportunity", "contact").stream()
                .map(table -> database.sql("select count(*) from " + table).query(Long.class).single())
                .toList();
    }

    private JsonNode explain(String query, String body) {
        TestResponse receipt = company.post("/opportunities/explain?" + query, body);
        assertThat(receipt.status()).as(receipt.body()).isEqualTo(200);
        return receipt.json();
    }

    private static JsonNode key(JsonNode receipt, String by) {
        return IntStream.range(0, KEYS.size()).mapToObj(i -> receipt.get("keys").get(i))
                .filter(key -> key.get("by").stringValue().equals(by))
                .findFirst().orElseThrow();
    }
}
