package io.opportunities;

import java.util.Locale;
import java.util.function.BiConsumer;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;

/** The served OpenAPI document, walked the way tests ask about it. */
record OpenApiDocument(JsonNode json) {

    /** Each operation under a name such as {@code POST /contacts}. */
    void operations(BiConsumer<String, JsonNode> check) {
        json.get("paths").properties().forEach(path -> path.getValue().properties().forEach(
                operation -> check.accept(operation.getKey().toUpperCase(Locale.ROOT) + " " + path.getKey(), operation.getValue())));
    }

    /** The schema of a parameter. */
    JsonNode parameter(String method, String path, String name) {
        return json.get("paths").get(path).get(method).get("parameters").valueStream()
                .filter(parameter -> parameter.get("name").stringValue().equals(name)).findFirst().orElseThrow().get("schema");
    }

    /** Without the second way to write a value, such as a number as text: generators of clients make no type of it. */
    JsonNode narrowed() {
        JsonNode narrowed = json.deepCopy();
        narrowed.findValues("type").stream().filter(ArrayNode.class::isInstance).map(ArrayNode.class::cast).forEach(types -> {
            while (types.size() > 1 && !types.get(1).stringValue().equals("null")) {
                types.remove(1);
            }
        });
        return narrowed;
    }

    JsonNode resolve(JsonNode node) {
        return node.has("$ref") ? json.at(node.get("$ref").stringValue().substring(1)) : node;
    }
}
