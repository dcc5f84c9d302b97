package io.opportunities.support;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Calls the service over HTTP, and checks each response against the document of the service.
 *
 * @param url without a path
 * @param key sent as {@code x-api-key}; null for none
 */
public record Client(String url, @Nullable String key) {

    private static final HttpClient HTTP = HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

    public TestResponse get(String path) {
        return send("GET", path, null, Map.of());
    }

    public TestResponse delete(String path) {
        return send("DELETE", path, null, Map.of());
    }

    public TestResponse post(String path, String json) {
        return send("POST", path, json.getBytes(StandardCharsets.UTF_8), Map.of());
    }

    public TestResponse post(String path, String json, Map<String, String> headers) {
        return send("POST", path, json.getBytes(StandardCharsets.UTF_8), headers);
    }

    public TestResponse patch(String path, String json) {
        return patch(path, json, Map.of());
    }

    public TestResponse patch(String path, String json, Map<String, String> headers) {
        return send("PATCH", path, json.getBytes(StandardCharsets.UTF_8), headers);
    }

    /** Returns the same company, through another instance of the service. */
    public Client at(String otherUrl) {
        return new Client(otherUrl, key);
    }

    public Client withKey(@Nullable String otherKey) {
        return new Client(url, otherKey);
    }

    public TestResponse send(String method, String path, byte @Nullable [] body, Map<String, String> headers) {
        Map<String, String> all = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
        all.put("Content-Type", "application/json");
        if (key != null) {
            all.put("x-api-key", key);
        }
        all.putAll(headers);
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(url + path))
                .timeout(Duration.ofSeconds(30))
                .method(method, body == null ? BodyPublishers.noBody() : BodyPublishers.ofByteArray(body));
        all.forEach(request::header);
        try {
            return AnswerCheck.checked(url, method, path, TestResponse.of(HTTP.send(request.build(), BodyHandlers.ofString())));
        } catch (IOException e) {
            throw new IllegalStateException(method + " " + path, e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }
}
