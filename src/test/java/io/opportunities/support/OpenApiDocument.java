package io.opportunities.support;

import java.util.Locale;
import java.util.function.BiConsumer;
import tools.jackson.databind.JsonNode;

/** The served OpenAPI document, with lookups for tests. */
public record OpenApiDocument(JsonNode json) {

    /** Passes each operation under a name such as {@code POST /contacts}. */
    public void operations(BiConsumer<String, JsonNode> check) {
        json.get("paths").properties().forEach(path -> path.getValue().properties().forEach(
                operation -> check.accept(operation.getKey().toUpperCase(Locale.ROOT) + " " + path.getKey(), operation.getValue())));
    }

    /** Returns the schema of a parameter. */
    public JsonNode parameter(String method, String path, String name) {
        return json.get("paths").get(path).get(method).get("parameters").valueStream()
                .filter(parameter -> parameter.get("name").stringValue().equals(name)).findFirst().orElseThrow().get("schema");
    }

    public JsonNode resolve(JsonNode node) {
        return node.has("$ref") ? json.at(node.get("$ref").stringValue().substring(1)) : node;
    }
}
