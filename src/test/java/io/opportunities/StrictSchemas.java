package io.opportunities;

import com.networknt.schema.Schema;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SchemaRegistryConfig;
import com.networknt.schema.dialect.Dialects;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;
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
        components = JsonNodeFactory.instance.objectNode().set("schemas", closed(document.json().at("/components/schemas")));
    }

    /** References lead to the components of the document, which go with each schema. */
    Schema compile(JsonNode schema) {
        ObjectNode whole = (ObjectNode) closed(schema);
        whole.set("components", components);
        Schema compiled = registry.getSchema(whole);
        compiled.initializeValidators();
        return compiled;
    }

    private static JsonNode closed(JsonNode schema) {
        JsonNode copy = schema.deepCopy();
        close(copy);
        return copy;
    }

    private static void close(JsonNode node) {
        if (node instanceof ObjectNode object && object.path("properties").isObject() && !object.has("additionalProperties")) {
            object.put("additionalProperties", false);
        }
        node.forEach(StrictSchemas::close);
    }
}
