package io.opportunities.web.openapi;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Set;

/**
 * Narrows schemas to the main form of each value and null. For several types, client generators produce code that does not compile. The
 * main form is the first.
 */
final class SingleTypeSchemas {

    private static final Set<String> OF_TEXT = Set.of("pattern", "minLength", "maxLength");

    private SingleTypeSchemas() {}

    static JsonNode of(JsonNode document) {
        JsonNode copy = document.deepCopy();
        narrow(copy);
        return copy;
    }

    private static void narrow(JsonNode node) {
        if (node instanceof ObjectNode schema) {
            if (schema.get("type") instanceof ArrayNode types) {
                keepFirst(schema, types);
            }
            if (schema.get("anyOf") instanceof ArrayNode forms && !forms.path(1).path("type").asText().equals("null")) {
                schema.remove("anyOf");
                schema.setAll((ObjectNode) forms.get(0));
            }
        }
        node.forEach(SingleTypeSchemas::narrow);
    }

    private static void keepFirst(ObjectNode schema, ArrayNode types) {
        String main = types.get(0).asText();
        boolean nullable = types.get(types.size() - 1).asText().equals("null");
        if (nullable) {
            types.removeAll().add(main).add("null");
        } else {
            schema.put("type", main);
        }
        if (!main.equals("string")) {
            schema.remove(OF_TEXT);
        } else if (schema.get("enum") instanceof ArrayNode allowed) {
            removeBlank(allowed);
        }
    }

    /** Removes the blank value: it means null, which is permitted beside it. */
    private static void removeBlank(ArrayNode allowed) {
        for (int i = allowed.size() - 1; i >= 0; i--) {
            if (allowed.get(i).isTextual() && allowed.get(i).asText().isEmpty()) {
                allowed.remove(i);
            }
        }
    }
}
