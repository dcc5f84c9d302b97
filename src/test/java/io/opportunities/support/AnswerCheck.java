package io.opportunities.support;

import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Pattern;
import tools.jackson.databind.json.JsonMapper;

/** Checks every response of every test against the document of the same service, so that documentation and behaviour cannot diverge. */
final class AnswerCheck {

    /** Paths outside the document, which also omits HEAD and OPTIONS. */
    private static final Pattern OUTSIDE = Pattern.compile(
            "(HEAD|OPTIONS) .*|\\w+ /(actuator|(v1/)?(openapi\\.\\w+|docs|livez|readyz)|swagger-ui|console)([/?].*)? \\d+");

    private static final Map<String, DocumentedApi> SERVICES = new ConcurrentHashMap<>();
    /** Instances serve the same document, and its compiled form is large. */
    private static final Map<String, DocumentedApi> DOCUMENTS = new ConcurrentHashMap<>();

    private AnswerCheck() {}

    /**
     * @param url of the service, without a path
     * @param target path and query
     * @throws AssertionError if the document does not permit the response
     */
    static TestResponse checked(String url, String method, String target, TestResponse answer) {
        String call = method + " " + target + " " + answer.status();
        if (!OUTSIDE.matcher(call).matches()) {
            report(call, documentOf(url).faults(method, target.replaceAll("[?#].*", ""), answer), answer);
        }
        return answer;
    }

    /** Checks a rejection before any operation is known. */
    static TestResponse checkedRefusal(String url, TestResponse answer) {
        if (answer.status() >= 400) {
            report("broken request " + answer.status(), documentOf(url).faultsOfRefusal(answer), answer);
        }
        return answer;
    }

    private static DocumentedApi documentOf(String url) {
        return SERVICES.computeIfAbsent(url, service -> DOCUMENTS.computeIfAbsent(new Client(service, null).get("/openapi.json").body(),
                document -> new DocumentedApi(new OpenApiDocument(JsonMapper.shared().readTree(document)))));
    }

    private static void report(String call, List<String> faults, TestResponse answer) {
        if (!faults.isEmpty()) {
            throw new AssertionError(
                    call + " is not answered as documented:\n- " + String.join("\n- ", faults) + "\n" + answer.body());
        }
    }
}
