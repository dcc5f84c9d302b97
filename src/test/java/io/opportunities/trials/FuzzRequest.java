package io.opportunities.trials;

import io.opportunities.support.Client;
import io.opportunities.support.RawClient;
import io.opportunities.support.TestResponse;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A generated request, sent by an HTTP client if possible, else as raw bytes. */
sealed interface FuzzRequest {

    /** @throws AssertionError if the response is not documented */
    TestResponse send(Client client);

    /**
     * @param operation documented operation that it derives from, such as {@code POST /contacts}
     * @param method mostly that of the operation
     */
    record Polite(String operation, String method, String target, Map<String, String> headers,
            byte @Nullable [] body) implements FuzzRequest {

        @Override
        public TestResponse send(Client client) {
            return client.send(method, target, body, headers);
        }

        /** Returns the operation that succeeded, or null if it failed. */
        @Nullable
        String done(TestResponse answer) {
            return answer.status() < 300 && operation.startsWith(method + " ") ? operation : null;
        }

        @Override
        public String toString() {
            return "%s as %s %s with %s: %s".formatted(operation, method, target, headers, body == null ? "no body" : shortened(body));
        }
    }

    record Raw(byte[] bytes) implements FuzzRequest {

        @Override
        public TestResponse send(Client client) {
            return new RawClient(client.url()).send(bytes);
        }

        @Override
        public String toString() {
            return shortened(bytes);
        }
    }

    private static String shortened(byte[] bytes) {
        String text = new String(bytes, StandardCharsets.ISO_8859_1);
        return text.length() <= 2_000 ? text : "%s… (%d bytes)".formatted(text.substring(0, 2_000), text.length());
    }
}
