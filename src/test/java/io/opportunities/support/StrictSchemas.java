package io.opportunities.support;

import com.networknt.schema.Schema;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SchemaRegistryConfig;
import com.networknt.schema.dialect.Dialects;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * The schemas of a document in their strictest form: an unlisted member is an error, and a wrong format too. The document itself permits
 * unlisted members, so that clients accept those of later versions.
 */
final class StrictSchemas {

    private final SchemaRegistry registry = SchemaRegistry.withDefaultDialect(Dialects.getOpenApi31(), builder -> builder
            .schemaRegistryConfig(SchemaRegistryConfig.builder().formatAssertionsEnabled(true).build()));

    private final JsonNode components;

    StrictSchemas(OpenApiDocument document) {
        components = strict(document.json().at("/components/schemas"));
    }

    /** Compiles a schema with the components of the document, because it may refer to them. */
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
