package io.opportunities.support;

import java.net.http.HttpHeaders;
import java.net.http.HttpResponse;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** A response of the service. */
public record TestResponse(int status, HttpHeaders headers, String body) {

    static TestResponse of(HttpResponse<String> response) {
        return new TestResponse(response.statusCode(), response.headers(), response.body());
    }

    public JsonNode json() {
        return JsonMapper.shared().readTree(body);
    }

    public long id() {
        return json().get("id").asLong();
    }

    /** @throws IllegalStateException with the answer, unless its status is 200 */
    public TestResponse requireOk() {
        if (status != 200) {
            throw new IllegalStateException(toString());
        }
        return this;
    }

    public @Nullable String header(String name) {
        return headers.firstValue(name).orElse(null);
    }

    /** Returns the fields of its errors, in order. */
    public List<String> errorFields() {
        return json().get("errors").valueStream().map(error -> error.get("field").stringValue()).toList();
    }

    @Override
    public String toString() {
        return status + " " + body;
    }
}
