package io.opportunities.tenancy;

import static java.util.Objects.requireNonNull;

import io.opportunities.support.OpenApiDocument;
import io.opportunities.support.SampleBodies;
import io.opportunities.support.TestResponse;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.MissingNode;

/** The operations of the served document, by method and path. */
final class ServedOperations {

    private final Map<String, JsonNode> operations = new TreeMap<>();
    private final OpenApiDocument document;
    private final SampleBodies bodies;

    ServedOperations(OpenApiDocument document) {
        this.document = document;
        this.bodies = new SampleBodies(document);
        document.operations(operations::put);
    }

    Map<String, JsonNode> all() {
        return operations;
    }

    SampleBodies bodies() {
        return bodies;
    }

    Set<String> gets() {
        return operations.keySet().stream().filter(operation -> operation.startsWith("GET ")).map(operation -> operation.substring(4))
                .collect(Collectors.toCollection(TreeSet::new));
    }

    List<String> searches() {
        return operations.keySet().stream().filter(operation -> operation.endsWith("/search")).toList();
    }

    /** Returns the searchable members that are ids: those of a create request, and the record's own. */
    Stream<String> members(String search) {
        JsonNode made = schema(operation(search.replace("GET", "POST").replace("/search", "")));
        return Stream.concat(bodies.idMembers(requireNonNull(made)), Stream.of("id", "createdById"));
    }

    /** Returns the status of a response, or of its first item, which is the only one, if it has some. */
    static int status(TestResponse answer) {
        JsonNode item = answer.status() == 200 ? answer.json().at("/0/error") : MissingNode.getInstance();
        return item.isMissingNode() ? answer.status() : answer.json().at("/0/status").asInt();
    }

    Stream<String> bodies(JsonNode operation) {
        JsonNode schema = schema(operation);
        return schema == null ? Stream.empty() : Stream.of(bodies.plain(schema).toString());
    }

    Stream<JsonNode> parameters(JsonNode operation, String in) {
        return operation.path("parameters").valueStream().map(document::resolve)
                .filter(parameter -> parameter.get("in").stringValue().equals(in));
    }

    JsonNode operation(String name) {
        return requireNonNull(operations.get(name), name);
    }

    static @Nullable JsonNode schema(JsonNode operation) {
        JsonNode schema = operation.at("/requestBody/content").path("application/json").path("schema");
        return schema.isMissingNode() ? null : schema;
    }
}
