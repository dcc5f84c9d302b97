package io.opportunities;

import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Pattern;
import tools.jackson.databind.json.JsonMapper;

/** Holds every answer of every test to the document that the same service serves, so that what is told and what is done cannot drift apart. */
final class AnswerCheck {

    /** What the document does not speak about; nor does it of 304, and of HEAD and OPTIONS. */
    private static final Pattern OUTSIDE = Pattern.compile(
            "(HEAD|OPTIONS) .*|.* 304|\\w+ /(actuator|(v1/)?(openapi\\.\\w+|docs|livez|readyz)|swagger-ui)([/?].*)? \\d+");

    private static final Map<String, DocumentedApi> SERVICES = new ConcurrentHashMap<>();
    /** Instances serve the same document, and what is made of it for checking is large. */
    private static final Map<String, DocumentedApi> DOCUMENTS = new ConcurrentHashMap<>();

    private AnswerCheck() {}

    /**
     * @param url of the service, without a path
     * @param target path and query
     * @throws AssertionError where the answer is none that the document promises
     */
    static Answer checked(String url, String method, String target, Answer answer) {
        String call = method + " " + target + " " + answer.status();
        if (!OUTSIDE.matcher(call).matches()) {
            report(call, documentOf(url).faults(method, target.replaceAll("[?#].*", ""), answer), answer);
        }
        return answer;
    }

    /** What is refused before it is known to be a call of an operation. */
    static Answer checkedRefusal(String url, Answer answer) {
        if (answer.status() >= 400) {
            report("broken request " + answer.status(), documentOf(url).faultsOfRefusal(answer), answer);
        }
        return answer;
    }

    private static DocumentedApi documentOf(String url) {
        return SERVICES.computeIfAbsent(url, service -> DOCUMENTS.computeIfAbsent(new Client(service, null).get("/openapi.json").body(),
                document -> new DocumentedApi(new OpenApiDocument(JsonMapper.shared().readTree(document)))));
    }

    private static void report(String call, List<String> faults, Answer answer) {
        if (!faults.isEmpty()) {
            throw new AssertionError(
                    call + " is not answered as documented:\n- " + String.join("\n- ", faults) + "\n" + answer.body());
        }
    }
}
