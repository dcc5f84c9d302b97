package io.opportunities.trials;

import io.opportunities.Answer;
import io.opportunities.Client;
import io.opportunities.RawClient;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A request that was made up; sent by an HTTP client where one can, else as the bytes it is. */
sealed interface FuzzRequest {

    /** @throws AssertionError where the answer is none that is documented */
    Answer send(Client client);

    /**
     * @param operation that it was made of, as it is documented, such as {@code POST /contacts}
     * @param method mostly that of the operation
     */
    record Polite(String operation, String method, String target, Map<String, String> headers,
            byte @Nullable [] body) implements FuzzRequest {

        @Override
        public Answer send(Client client) {
            return client.send(method, target, body, headers);
        }

        /** What it was made of was done; null where it was not. */
        @Nullable
        String done(Answer answer) {
            return answer.status() < 300 && operation.startsWith(method + " ") ? operation : null;
        }

        @Override
        public String toString() {
            return "%s as %s %s with %s: %s".formatted(operation, method, target, headers, body == null ? "no body" : shortened(body));
        }
    }

    record Raw(byte[] bytes) implements FuzzRequest {

        @Override
        public Answer send(Client client) {
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
