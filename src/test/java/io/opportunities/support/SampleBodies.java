package io.opportunities.support;

import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.BooleanNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.LongNode;
import tools.jackson.databind.node.ObjectNode;
import tools.jackson.databind.node.StringNode;

/** Bodies that match a schema of the document, with a given id wherever the schema has one. */
public record SampleBodies(OpenApiDocument document) {

    /** Returns whether a schema is an id: an integer of 64 bits without bounds. The document has no other such integer. */
    public static boolean isId(JsonNode schema) {
        return types(schema).contains("integer") && schema.path("format").asString("").equals("int64")
                && !schema.has("minimum") && !schema.has("maximum");
    }

    /** Returns a body with all required members and no ids. */
    public JsonNode plain(JsonNode given) {
        JsonNode schema = resolve(given);
        String type = schema.path("enum").isArray() ? "enum" : types(schema).getFirst();
        return switch (type) {
            case "enum" -> schema.get("enum").get(0);
            case "object" -> object(schema);
            case "array" -> JsonNodeFactory.instance.arrayNode().add(plain(schema.get("items")));
            case "integer", "number" -> LongNode.valueOf(1);
            case "boolean" -> BooleanNode.TRUE;
            default -> StringNode.valueOf(text(schema));
        };
    }

    /** Returns a body for each place of an id, with the id there and all required members beside it. */
    public List<JsonNode> withId(JsonNode given, long id) {
        JsonNode schema = resolve(given);
        if (isId(schema)) {
            return List.of(LongNode.valueOf(id));
        }
        List<JsonNode> bodies = new ArrayList<>();
        if (types(schema).contains("array")) {
            withId(schema.get("items"), id).forEach(item -> bodies.add(JsonNodeFactory.instance.arrayNode().add(item)));
        }
        schema.path("properties").properties().forEach(member -> withId(member.getValue(), id)
                .forEach(value -> bodies.add(object(schema).set(member.getKey(), value))));
        return bodies;
    }

    /** Returns the names of members with ids, at any depth. */
    public Stream<String> idMembers(JsonNode given) {
        JsonNode schema = resolve(given);
        return schema.path("properties").properties().stream().flatMap(member -> {
            JsonNode value = resolve(member.getValue());
            boolean takesIds = isId(value) || value.has("items") && isId(resolve(value.get("items")));
            return takesIds ? Stream.of(member.getKey()) : idMembers(value.has("items") ? value.get("items") : value);
        });
    }

    private ObjectNode object(JsonNode schema) {
        ObjectNode object = JsonNodeFactory.instance.objectNode();
        schema.path("required").forEach(name -> object.set(name.stringValue(), plain(schema.get("properties").get(name.stringValue()))));
        return object;
    }

    private static String text(JsonNode schema) {
        String unique = UUID.randomUUID().toString();
        if (schema.path("pattern").asString("").contains("://")) {
            return "https://" + unique + ".invalid/";
        }
        return schema.path("format").asString("").contains("email") ? unique + "@example.com" : unique;
    }

    private static List<String> types(JsonNode schema) {
        JsonNode type = schema.path("type");
        return type.isString()
                ? List.of(type.stringValue())
                : type instanceof ArrayNode several ? several.valueStream().map(JsonNode::stringValue).toList() : List.of("string");
    }

    private JsonNode resolve(JsonNode schema) {
        JsonNode found = document.resolve(schema);
        return found.path("oneOf").isArray() ? document.resolve(found.get("oneOf").get(0)) : found;
    }
}
