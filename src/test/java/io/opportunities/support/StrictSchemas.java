package io.opportunities.support;

import com.networknt.schema.Schema;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SchemaRegistryConfig;
import com.networknt.schema.dialect.Dialects;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * The schemas of a document in their strictest form: an unlisted member is an error, and a wrong format too. The document itself permits
 * unlisted members, so that clients accept those of later versions.
 */
final class StrictSchemas {

    /** Where the components are; nothing reads it from a network. */
    private static final String COMPONENTS = "https://document.invalid/components";

    private final SchemaRegistry registry;
    private final Map<JsonNode, Schema> compiled = new ConcurrentHashMap<>();

    StrictSchemas(OpenApiDocument document) {
        String components = JsonNodeFactory.instance.objectNode().set("$defs", strict(document.json().at("/components/schemas")))
                .toString();
        registry = SchemaRegistry.withDefaultDialect(Dialects.getOpenApi31(), builder -> builder
                .schemas(Map.of(COMPONENTS, components))
                .schemaRegistryConfig(SchemaRegistryConfig.builder().formatAssertionsEnabled(true).build()));
    }

    /** Compiles a schema, which may refer to the components of the document. Equal ones, such as those of a header, are compiled once. */
    Schema compile(JsonNode schema) {
        return compiled.computeIfAbsent(schema, each -> {
            Schema strict = registry.getSchema(strict(each));
            strict.initializeValidators();
            return strict;
        });
    }

    private static JsonNode strict(JsonNode schema) {
        JsonNode copy = schema.deepCopy();
        close(copy);
        return copy;
    }

    private static void close(JsonNode node) {
        if (node instanceof ObjectNode object) {
            if (object.path("properties").isObject() && !object.has("additionalProperties")) {
                object.put("additionalProperties", false);
            }
            if (object.path("$ref").isString()) {
                object.put("$ref", object.get("$ref").stringValue().replace("#/components/schemas/", COMPONENTS + "#/$defs/"));
            }
        }
        node.forEach(StrictSchemas::close);
    }
}
