package io.opportunities.crm.opportunity;

import static org.assertj.core.api.Assertions.assertThat;

import io.opportunities.support.ApiTest;
import io.opportunities.support.Client;
import io.opportunities.support.Service;
import io.opportunities.support.TestResponse;
import java.util.List;
import java.util.Random;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.NullNode;
import tools.jackson.databind.node.ObjectNode;

/** Any sequence of PATCHes has the same effect on a record as on a map; {@code -Dseed=…} repeats a failed one. */
@ApiTest
class PatchSequenceTests {

    private static final int SEQUENCES = 40;
    private static final int MAX_STEPS = 12;
    private static final long SEED = System.getProperty("seed") == null ? System.nanoTime() : Long.getLong("seed");
    private static final JsonNodeFactory JSON = JsonNodeFactory.instance;

    @Autowired
    private Service service;

    private final Random random = new Random(SEED);
    private List<Long> workflows = List.of();
    private long user;

    @Test
    void anySequenceOfPatchesEqualsTheSameSequenceAppliedToAMap() {
        Client company = companyWithWorkflowsAndProperties();
        for (int sequence = 0; sequence < SEQUENCES; sequence++) {
            TestResponse made = company.post("/opportunities", Opportunities.body());
            ObjectNode expected = (ObjectNode) made.json();
            String path = (sequence % 2 == 0 ? "/opportunities/" : "/v1/requests/") + made.id();
            for (int step = 0; step < 1 + random.nextInt(MAX_STEPS); step++) {
                ObjectNode patch = patch();
                boolean valid = random.nextInt(8) > 0;
                if (!valid) {
                    patch.put("confidence", 101);
                } else {
                    apply(patch, expected, company);
                }

                TestResponse patched = company.patch(path, patch.toString());

                assertThat(patched.status()).as("%s, seed %d: %s", patch, SEED, patched).isEqualTo(valid ? 200 : 400);
                assertThat(known(company.get(path + "?include_archived=true").json())).as("%s, seed %d", patch, SEED)
                        .isEqualTo(known(expected));
            }
        }
    }

    private Client companyWithWorkflowsAndProperties() {
        Client company = service.newCompany();
        workflows = List.of("One", "Two").stream().map(name -> company.post("/workflows", """
                {"name": "%s", "phases": [{"name": "Lead"}, {"name": "Survey"}, {"name": "Install"}]}""".formatted(name)).id()).toList();
        user = company.get("/users").json().get(0).get("id").asLong();
        for (String property : List.of("\"note\", \"type\": \"TEXT\"", "\"floors\", \"type\": \"NUMERIC\"",
                "\"tags\", \"type\": \"TEXT\", \"isMultiple\": true")) {
            company.post("/properties", "{\"recordType\": \"opportunity\", \"name\": %s}".formatted(property));
        }
        return company;
    }

    private ObjectNode patch() {
        ObjectNode patch = JSON.objectNode();
        maybe(patch, "title", () -> orNull(text("Title")));
        maybe(patch, "description", () -> orNull(text("Words")));
        maybe(patch, "address",
                () -> random.nextBoolean() ? JSON.stringNode("5 Elm St, Nashville, TN") : array("9 Oak Ave, Austin, TX 78701"));
        maybe(patch, "trades", () -> array("Roofing", "Trade %d".formatted(random.nextInt(3))));
        maybe(patch, "value", () -> orNull(JSON.numberNode(random.nextInt(1000))));
        maybe(patch, "size", () -> orNull(JSON.stringNode(String.valueOf(random.nextInt(1000)))));
        maybe(patch, "confidence", () -> orNull(JSON.numberNode(random.nextInt(101))));
        maybe(patch, "status", () -> orNull(JSON.stringNode(List.of("ACTIVE", "ON_HOLD", "COMPLETED").get(random.nextInt(3)))));
        maybe(patch, "primaryEmail", () -> orNull(JSON.stringNode("p%d@example.com".formatted(random.nextInt(5)))));
        maybe(patch, "primaryPhone", () -> orNull(JSON.stringNode("615 555 000%d".formatted(random.nextInt(5)))));
        maybe(patch, "ownerId", () -> orNull(JSON.numberNode(user)));
        maybe(patch, "isActive", () -> JSON.booleanNode(random.nextBoolean()));
        maybe(patch, "workflowId", () -> orNull(JSON.numberNode(workflows.get(random.nextInt(2)))));
        maybe(patch, "custom", () -> orNull(custom()));
        return patch;
    }

    private ObjectNode custom() {
        ObjectNode custom = JSON.objectNode();
        maybe(custom, "note", () -> orNull(text("Note")));
        maybe(custom, "floors", () -> orNull(JSON.numberNode(random.nextInt(9))));
        maybe(custom, "tags", () -> orNull(array("a", "b%d".formatted(random.nextInt(3)))));
        return custom;
    }

    private void maybe(ObjectNode patch, String member, Supplier<JsonNode> value) {
        if (random.nextInt(4) == 0) {
            patch.set(member, value.get());
        }
    }

    /** Null and the empty string both clear. */
    private JsonNode orNull(JsonNode value) {
        return switch (random.nextInt(5)) {
            case 0 -> NullNode.instance;
            case 1 -> JSON.stringNode("");
            default -> value;
        };
    }

    private JsonNode text(String word) {
        return JSON.stringNode("%s %d".formatted(word, random.nextInt(100)));
    }

    private static ArrayNode array(String... items) {
        ArrayNode array = JSON.arrayNode();
        List.of(items).forEach(array::add);
        return array;
    }

    private static void apply(ObjectNode patch, ObjectNode record, Client company) {
        patch.properties().forEach(member -> {
            JsonNode value = member.getValue();
            boolean clears = value.isNull() || value.isString() && value.stringValue().isEmpty();
            switch (member.getKey()) {
                case "status" -> record.put("status", clears ? "ACTIVE" : value.stringValue());
                case "address" -> record.set("address", value.isArray() ? value : JSON.arrayNode().add(value));
                case "size" -> record.set("size", clears ? NullNode.instance : JSON.numberNode(Integer.parseInt(value.stringValue())));
                case "ownerId" -> record.set("owner", clears ? NullNode.instance : company.get("/users").json().get(0));
                case "custom" -> custom(clears, value, (ObjectNode) record.get("custom"));
                default -> record.set(member.getKey(), clears ? NullNode.instance : value);
            }
        });
    }

    private static void custom(boolean clears, JsonNode values, ObjectNode custom) {
        if (clears) {
            custom.removeAll();
            return;
        }
        values.properties().forEach(value -> {
            if (value.getValue().isNull() || value.getValue().isString() && value.getValue().stringValue().isEmpty()) {
                custom.remove(value.getKey());
            } else {
                custom.set(value.getKey(), value.getValue());
            }
        });
    }

    /** Returns the members that the map has too, as plain values. */
    private static JsonNode known(JsonNode record) {
        ObjectNode known = JSON.objectNode();
        for (String member : List.of("id", "number", "title", "description", "address", "trades", "value", "size", "confidence", "status",
                "primaryEmail", "primaryPhone", "isActive", "workflowId", "custom")) {
            known.set(member, record.get(member));
        }
        known.set("owner", record.get("owner").isNull() ? NullNode.instance : record.get("owner").get("id"));
        return JsonMapper.shared().readTree(known.toString());
    }
}
