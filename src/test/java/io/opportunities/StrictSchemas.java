package io.opportunities;

import com.networknt.schema.Schema;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SchemaRegistryConfig;
import com.networknt.schema.dialect.Dialects;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * The schemas of a document, read as strictly as they can be: a member that is not listed is an error, and a broken format too. The
 * document itself stays open, so that clients expect members of later versions.
 */
final class StrictSchemas {

    private final SchemaRegistry registry = SchemaRegistry.withDefaultDialect(Dialects.getOpenApi31(), builder -> builder
            .schemaRegistryConfig(SchemaRegistryConfig.builder().formatAssertionsEnabled(true).build()));

    private final JsonNode components;

    StrictSchemas(OpenApiDocument document) {
        components = strict(document.json().at("/components/schemas"));
    }

    /** With the components of the document, because it may refer to them. */
    Schema compile(JsonNode schema) {
        ObjectNode whole = (ObjectNode) strict(schema);
        whole.set("$defs", components);
        Schema compiled = registry.getSchema(whole);
        compiled.initializeValidators();
        return compiled;
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
                object.put("$ref", object.get("$ref").stringValue().replace("#/components/schemas/", "#/$defs/"));
            }
        }
        node.forEach(StrictSchemas::close);
    }
}
