package io.opportunities.support;

import com.networknt.schema.Schema;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.core.StreamReadFeature;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.LongNode;
import tools.jackson.databind.node.StringNode;

/** The documented response of one operation with one status: its headers, its content types and the schema of its body. */
final class DocumentedAnswer {

    private static final JsonMapper STRICT = JsonMapper.builder().enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS).build();

    private final Map<String, Schema> bodies = new TreeMap<>();
    private final List<DocumentedHeader> headers = new ArrayList<>();

    DocumentedAnswer(JsonNode response, OpenApiDocument document, StrictSchemas schemas) {
        response.path("content").properties()
                .forEach(content -> bodies.put(content.getKey(), schemas.compile(content.getValue().get("schema"))));
        response.path("headers").properties().forEach(each -> {
            JsonNode header = document.resolve(each.getValue());
            headers.add(new DocumentedHeader(each.getKey(), header, schemas.compile(header.get("schema"))));
        });
    }

    List<String> faults(TestResponse answer) {
        return Stream.concat(headers.stream().flatMap(header -> header.faults(answer.header(header.name())).stream()),
                faultsOfBody(answer).stream()).toList();
    }

    private List<String> faultsOfBody(TestResponse answer) {
        if (bodies.isEmpty()) {
            return answer.body().isEmpty() ? List.of() : List.of("the document shows no body");
        }
        String type = String.valueOf(answer.header("Content-Type")).replaceAll("\\s*;.*", "");
        Schema schema = bodies.get(type);
        if (schema == null) {
            return List.of("the content type " + type + " is none of " + bodies.keySet());
        }
        try {
            JsonNode body = type.endsWith("json") ? STRICT.readTree(answer.body()) : StringNode.valueOf(answer.body());
            return schema.validate(body).stream().map(Object::toString).toList();
        } catch (JacksonException broken) {
            return List.of("the body is no JSON: " + broken.getOriginalMessage());
        }
    }

    private record DocumentedHeader(String name, JsonNode header, Schema schema) {

        List<String> faults(@Nullable String value) {
            if (value == null) {
                return header.path("required").asBoolean(false) ? List.of("the header " + name + " is missing") : List.of();
            }
            return schema.validate(typed(value)).stream().map(error -> "the header " + name + error).toList();
        }

        /** Converts a header, which is text: digits are an integer where the document declares one. */
        private JsonNode typed(String value) {
            boolean counts = header.at("/schema/type").asString("").equals("integer") && value.matches("\\d{1,18}");
            return counts ? LongNode.valueOf(Long.parseLong(value)) : StringNode.valueOf(value);
        }
    }
}
