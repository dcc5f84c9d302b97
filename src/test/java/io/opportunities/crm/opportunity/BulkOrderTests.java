package io.opportunities.crm.opportunity;

import static org.assertj.core.api.Assertions.assertThat;

import io.opportunities.support.ApiTest;
import io.opportunities.support.Client;
import io.opportunities.support.TestResponse;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.stream.IntStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** Sends the same items in bulks to one company and by calls of their own to another: both end with the same records and contacts. */
@ApiTest
class BulkOrderTests {

    private static final List<String> PARAMETERS = List.of("match_by=title", "match_by=primaryEmail&match_found_strategy=enrich",
            "match_by=primaryPhone,address&match_found_strategy=replace", "match_by=externalId,title&match_found_strategy=enrich",
            "match_by=address,primaryEmail", "match_by=title,primaryPhone&match_found_strategy=replace&allow_new_options=true");
    private static final int ROUNDS = Integer.getInteger("bulk.rounds", 2);

    private final Client bulk;
    private final Client single;

    BulkOrderTests(Client bulk, Client single) {
        this.bulk = bulk;
        this.single = single;
    }

    static List<Long> seeds() {
        return IntStream.range(0, ROUNDS).mapToObj(i -> Long.getLong("bulk.seed", 1) + i).toList();
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void aBulkIsTheSameAsOneCallAfterTheOther(long seed) {
        Random random = new Random(seed);
        List.of(bulk, single).forEach(company -> company.post("/properties",
                "{\"recordType\": \"opportunity\", \"name\": \"Lead\", \"type\": \"DROPDOWN\", \"options\": [\"Web\"]}"));
        for (String parameters : PARAMETERS) {
            List<String> items = IntStream.range(0, 40).mapToObj(i -> item(random)).toList();

            JsonNode together = bulk.post("/opportunities/bulk?" + parameters, items.toString()).json();
            List<TestResponse> apart = items.stream().map(item -> single.post("/opportunities?" + parameters, item)).toList();

            for (int i = 0; i < items.size(); i++) {
                assertThat(outcome(together.get(i))).as("seed %d, %s, item %d: %s", seed, parameters, i, items.get(i))
                        .isEqualTo(outcome(apart.get(i)));
            }
            List<String> apartAll = everything(single);
            List<String> togetherAll = everything(bulk);
            for (int i = 0; i < apartAll.size(); i++) {
                assertThat(togetherAll.get(i)).as("seed %d, %s, record %d", seed, parameters, i).isEqualTo(apartAll.get(i));
            }
            assertThat(togetherAll).hasSameSizeAs(apartAll);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"match_by=primaryPhone,address&match_found_strategy=replace",
            "match_by=externalId,title&match_found_strategy=enrich&allow_new_options=true"})
    void aDryRunOfMoreItemsThanAPartHasTheOutcomesOfTheBulk(String parameters) {
        Random random = new Random(1);
        bulk.post("/properties", "{\"recordType\": \"opportunity\", \"name\": \"Lead\", \"type\": \"DROPDOWN\", \"options\": [\"Web\"]}");
        String items = IntStream.range(0, 260).mapToObj(i -> item(random)).toList().toString();

        JsonNode rehearsed = bulk.post("/opportunities/bulk?dry_run=true&" + parameters, items).json();
        JsonNode done = bulk.post("/opportunities/bulk?" + parameters, items).json();

        for (int i = 0; i < 260; i++) {
            assertThat(summary(rehearsed.get(i))).as("item %d", i).isEqualTo(summary(done.get(i)));
        }
    }

    private static String summary(JsonNode result) {
        return result.path("outcome").asString("") + result.path("error").path("message").asString("");
    }

    /** Values of a few spellings, so that items share them. */
    private static String item(Random random) {
        List<String> members = new ArrayList<>();
        add(members, "primaryEmail", List.of("a@example.com", "A@Example.com", "b@example.com", "c@example.com", "none@none.com"), 60,
                random);
        add(members, "primaryPhone", List.of("615-555-0101", "(615) 555-0101", "615-555-0102", "615-555-0103"), 50, random);
        add(members, "externalId", List.of("1", "2", "3", "4"), 20, random);
        add(members, "primaryName", List.of("Ann", "Bob"), 20, random);
        add(members, "description", List.of("first", "second"), 40, random);
        add(members, "isActive", List.of("false", "true"), 8, random);
        if (random.nextInt(100) < 30) {
            members.add("\"custom\": {\"lead\": \"%s\"}".formatted(List.of("Web", "Fair", "fair").get(random.nextInt(3))));
        }
        return Opportunities.with("Job " + random.nextInt(12), "%d Oak St, Nashville, TN 37201".formatted(random.nextInt(12)),
                members.toArray(String[]::new));
    }

    private static void add(List<String> members, String name, List<String> values, int percent, Random random) {
        if (random.nextInt(100) < percent) {
            members.add("\"%s\": \"%s\"".formatted(name, values.get(random.nextInt(values.size()))));
        }
    }

    private static String outcome(JsonNode item) {
        return item.get("status").asInt() + " " + item.path("outcome").asString("null") + " " + item.at("/error/errors");
    }

    private static String outcome(TestResponse answer) {
        String outcome = answer.header("X-Match-Outcome");
        return answer.status() + " " + outcome + " " + answer.json().path("errors");
    }

    /** Returns all records and contacts with their changes, oldest first, with places in place of ids and without times. */
    private static List<String> everything(Client company) {
        Map<Long, Integer> places = new HashMap<>();
        List<String> all = new ArrayList<>();
        for (String path : List.of("/contacts", "/opportunities")) {
            ArrayNode records = (ArrayNode) company.get(path + "?page_size=100&order_by=asc&include_archived=true").json();
            for (int i = 0; i < records.size(); i++) {
                if (path.equals("/contacts")) {
                    places.put(records.get(i).get("id").asLong(), i);
                }
                all.add(plain(company, path, records.get(i), places));
            }
        }
        return all;
    }

    private static String plain(Client company, String path, JsonNode record, Map<Long, Integer> places) {
        ObjectNode copy = (ObjectNode) record.deepCopy();
        String history = path.equals("/contacts")
                ? ""
                : company.get(path + "/" + record.get("id").asLong() + "/changes?include_archived=true").json().valueStream()
                        .map(change -> change.get("action") + changed(change)).toList().toString();
        List<Integer> contacts = record.path("contacts").valueStream().map(id -> places.get(id.asLong())).toList();
        copy.remove(List.of("id", "number", "companyId", "createdAt", "updatedAt", "lastActivity", "createdBy", "createdById", "updatedBy",
                "createdByUser", "contacts", "opportunities", "jurisdiction"));
        return new TreeMap<>(Map.of("record", copy.toString(), "contacts", contacts.toString(), "changes", history)).toString();
    }

    private static String changed(JsonNode change) {
        return change.get("changes").valueStream().map(member -> member.get("field").stringValue()).sorted().toList().toString();
    }
}
