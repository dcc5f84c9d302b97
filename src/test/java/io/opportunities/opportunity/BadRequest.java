package io.opportunities.opportunity;

import io.opportunities.Answer;
import io.opportunities.Client;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A request that must be refused, and how. What stands in <code>${…}</code> is replaced by what the test set up, {@code /opportunities} by the
 * path under test.
 *
 * @param field the member or parameter named in the answer, null where it is the request as a whole
 */
record BadRequest(String name, String method, String path, Map<String, String> headers, byte[] body, int status, String code,
        @Nullable String field) {

    static BadRequest of(String name, String body, int status, String code, @Nullable String field) {
        return new BadRequest(name, "POST", "/opportunities?allow_new_options=true", Map.of(), body.getBytes(StandardCharsets.UTF_8),
                status,
                code, field);
    }

    BadRequest at(String otherMethod, String otherPath) {
        return new BadRequest(name, otherMethod, otherPath, headers, body, status, code, field);
    }

    BadRequest with(String header, String value) {
        return new BadRequest(name, method, path, Map.of(header, value), body, status, code, field);
    }

    /** A byte for each character: what is no UTF-8 can be said. */
    BadRequest sending(String bytes) {
        return new BadRequest(name, method, path, headers, bytes.getBytes(StandardCharsets.ISO_8859_1), status, code, field);
    }

    Answer send(Client company, String root, Map<String, String> setUp) {
        String text = new String(body, StandardCharsets.ISO_8859_1);
        String key = headers.get("x-api-key");
        for (Map.Entry<String, String> each : setUp.entrySet()) {
            text = text.replace("${" + each.getKey() + "}", each.getValue());
            key = key == null ? null : key.replace("${" + each.getKey() + "}", each.getValue());
        }
        Client caller = key == null ? company : company.withKey(key.isEmpty() ? null : key);
        Map<String, String> others = key == null ? headers : Map.of();
        byte[] bytes = method.equals("GET") ? null : text.getBytes(StandardCharsets.ISO_8859_1);
        return caller.send(method, path.replace("/opportunities", root), bytes, others);
    }

    @Override
    public String toString() {
        return name;
    }
}
