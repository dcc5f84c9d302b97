package io.opportunities.support;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** The operations of a document, by the calls of tests, and their permitted responses. */
final class DocumentedApi {

    private final List<DocumentedPath> paths = new ArrayList<>();
    private final Map<String, DocumentedAnswer> answers = new ConcurrentHashMap<>();
    private final OpenApiDocument document;
    private final StrictSchemas schemas;
    private final DocumentedAnswer refusal;

    DocumentedApi(OpenApiDocument document) {
        this.document = document;
        this.schemas = new StrictSchemas(document);
        this.refusal = new DocumentedAnswer(document.json().at("/components/responses/NotFound"), document, schemas);
        String bases = String.join("|", document.json().get("servers").findValuesAsString("url")).replaceAll("/(?=\\||$)", "");
        document.json().get("paths").properties()
                .forEach(path -> paths.add(DocumentedPath.of(bases, path.getKey(), path.getValue())));
        paths.sort(Comparator.comparing(path -> path.template().contains("{")));
    }

    /** Returns the deviations of a response. For an unknown operation, only a rejection is permitted. */
    List<String> faults(String method, String path, TestResponse answer) {
        String verb = method.toLowerCase(Locale.ROOT);
        DocumentedPath known = paths.stream().filter(each -> each.matches(path)).findFirst().orElse(null);
        JsonNode responses = known == null ? null : known.operations().path(verb).get("responses");
        if (known == null || responses == null) {
            return faultsOfRefusal(answer);
        }
        DocumentedAnswer documented = documented(verb + " " + known.template(), responses, answer.status());
        return documented == null
                ? List.of("the status is none of " + responses.propertyNames())
                : documented.faults(answer);
    }

    List<String> faultsOfRefusal(TestResponse answer) {
        return answer.status() < 400 ? List.of("the document has no such operation") : refusal.faults(answer);
    }

    private @Nullable DocumentedAnswer documented(String operation, JsonNode responses, int status) {
        JsonNode response = responses.get(String.valueOf(status));
        return response == null
                ? null
                : answers.computeIfAbsent(operation + " " + status,
                        name -> new DocumentedAnswer(document.resolve(response), document, schemas));
    }

    /** A documented path, with {@code {id}} for anything but a slash. */
    private record DocumentedPath(String template, Pattern pattern, JsonNode operations) {

        static DocumentedPath of(String bases, String template, JsonNode operations) {
            String pattern = "(" + bases + ")\\Q" + template.replaceAll("\\{\\w+}", "\\\\E[^/]+\\\\Q") + "\\E";
            return new DocumentedPath(template, Pattern.compile(pattern), operations);
        }

        boolean matches(String path) {
            return pattern.matcher(path).matches();
        }
    }
}
