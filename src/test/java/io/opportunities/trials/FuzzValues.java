package io.opportunities.trials;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Random;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.StringNode;

/** Values that a schema permits, more or less, as JSON text. */
final class FuzzValues {

    private final JsonNode document;
    private final FuzzIds ids;

    FuzzValues(JsonNode document, FuzzIds ids) {
        this.document = document;
        this.ids = ids;
    }

    /** Returns the members of an object: all required ones and some of the others. */
    Map<String, String> members(JsonNode schema, Random random) {
        JsonNode whole = resolve(schema);
        Map<String, String> members = new LinkedHashMap<>();
        whole.path("properties").properties().forEach(member -> {
            boolean required = whole.path("required").valueStream().anyMatch(name -> name.asString().equals(member.getKey()));
            if (required || random.nextInt(3) == 0) {
                members.put(member.getKey(), value(member.getKey(), member.getValue(), random));
            }
        });
        return members;
    }

    String value(String name, JsonNode unresolved, Random random) {
        JsonNode schema = resolve(unresolved);
        if (schema.has("enum")) {
            return schema.get("enum").get(random.nextInt(schema.get("enum").size())).toString();
        }
        if (schema.path("format").asString("").equals("int64")) {
            return ids.forMember(name, random);
        }
        return switch (type(schema)) {
            case "object" -> object(members(schema, random));
            case "array" -> IntStream.range(0, 1 + random.nextInt(3)).mapToObj(i -> value(name, schema.path("items"), random))
                    .limit(schema.path("maxItems").asInt(3)).collect(Collectors.joining(",", "[", "]"));
            case "integer" -> String.valueOf(schema.path("minimum").asInt(0) + random.nextInt(50));
            case "number" -> random.nextInt(100) + "." + random.nextInt(9999);
            case "boolean" -> String.valueOf(random.nextBoolean());
            default -> StringNode.valueOf(text(name, schema, random)).toString();
        };
    }

    static String object(Map<String, String> members) {
        return members.entrySet().stream().map(member -> StringNode.valueOf(member.getKey()) + ":" + member.getValue())
                .collect(Collectors.joining(",", "{", "}"));
    }

    private static String type(JsonNode schema) {
        JsonNode type = schema.path("type");
        return type.isArray() ? type.get(0).asString() : type.asString("string");
    }

    private static String text(String name, JsonNode schema, Random random) {
        int number = random.nextInt(100_000);
        return switch (schema.path("format").asString("")) {
            case "idn-email", "email" -> "fuzz%d@example.com".formatted(number);
            case "date-time" -> "2027-01-%02dT00:00:00Z".formatted(1 + number % 28);
            default -> name.toLowerCase(java.util.Locale.ROOT).contains("phone")
                    ? "+1615555%04d".formatted(number % 10_000)
                    : name.equals("address")
                            ? number + " Oak St, Nashville, TN 37204"
                            : name.equals("url") ? "https://fuzz%d.invalid/".formatted(number) : "fuzz%08d".formatted(number);
        };
    }

    private JsonNode resolve(JsonNode schema) {
        return schema.has("$ref") ? document.at(schema.get("$ref").stringValue().substring(1)) : schema;
    }
}
