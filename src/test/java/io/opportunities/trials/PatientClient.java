package io.opportunities.trials;

import io.opportunities.support.Client;
import io.opportunities.support.TestResponse;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Sends a request until it gets a final response, always with the same Idempotency-Key. Without a response it uses another instance, as a
 * load balancer would. After a request to retry it waits.
 *
 * @param instances the same company at each
 */
record PatientClient(List<Client> instances, Tally tally) {

    private static final Duration TIMEOUT = Duration.ofSeconds(120);
    private static final Duration MAX_PAUSE = Duration.ofSeconds(1);

    /** @throws IllegalStateException after only rejections for too long */
    TestResponse send(WriteRequest post) {
        tally.count("requests");
        long begun = System.nanoTime();
        int turn = Math.floorMod(post.key().hashCode(), instances.size());
        TestResponse answer = attempt(post, turn);
        while (answer == null || isPassing(answer)) {
            if (since(begun).compareTo(TIMEOUT) > 0) {
                throw new IllegalStateException("%s was not answered for %s, last: %s".formatted(post, since(begun), answer));
            }
            Eventually.pause(pauseAfter(answer));
            turn++;
            answer = attempt(post, turn);
        }
        tally.count("answered " + answer.status());
        tally.answered(since(begun));
        return answer;
    }

    private @Nullable TestResponse attempt(WriteRequest post, int turn) {
        try {
            TestResponse answer = instances.get(turn % instances.size()).post(post.target(), post.json(),
                    Map.of("Idempotency-Key", post.key()));
            if (isPassing(answer)) {
                tally.count("tried again: " + answer.status() + " " + answer.json().get("code").stringValue());
            }
            return answer;
        } catch (IllegalStateException failed) {
            if (!(failed.getCause() instanceof IOException)) {
                throw failed;
            }
            tally.count("tried again: no answer");
            return null;
        }
    }

    /** Returns whether the service is unavailable or overloaded, or still handles the same request. */
    private static boolean isPassing(TestResponse answer) {
        return answer.status() == 503 || answer.status() == 409;
    }

    private static Duration pauseAfter(@Nullable TestResponse answer) {
        String seconds = answer == null ? null : answer.header("Retry-After");
        Duration asked = seconds == null ? Duration.ofMillis(50) : Duration.ofSeconds(Long.parseLong(seconds));
        return asked.compareTo(MAX_PAUSE) > 0 ? MAX_PAUSE : asked;
    }

    private static Duration since(long begun) {
        return Duration.ofNanos(System.nanoTime() - begun);
    }
}
