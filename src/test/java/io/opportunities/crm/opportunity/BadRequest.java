package io.opportunities.crm.opportunity;

import io.opportunities.support.Client;
import io.opportunities.support.TestResponse;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A request that must be rejected, with its error. Ids from the setup replace <code>${…}</code>, and the path under test replaces {@code
 * /opportunities}.
 *
 * @param field the member or parameter in the response, null if the error concerns the request as a whole
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

    /** Sends one byte per character, which permits invalid UTF-8. */
    BadRequest sending(String bytes) {
        return new BadRequest(name, method, path, headers, bytes.getBytes(StandardCharsets.ISO_8859_1), status, code, field);
    }

    TestResponse send(Client company, String root, Map<String, String> setUp) {
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
