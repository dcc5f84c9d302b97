package io.opportunities.trials;

import io.opportunities.Answer;
import io.opportunities.Client;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Sends a request until it is answered, always with the same Idempotency-Key: to another instance where one gives no answer, as a load
 * balancer would, and again after a while where it is asked to.
 *
 * @param instances the same company at each
 */
record PatientClient(List<Client> instances, Tally tally) {

    private static final Duration PATIENCE = Duration.ofSeconds(120);
    private static final Duration LONGEST_PAUSE = Duration.ofSeconds(1);

    /** @throws IllegalStateException when nothing but refusals came for too long */
    Answer send(Post post) {
        tally.count("requests");
        long begun = System.nanoTime();
        int turn = Math.floorMod(post.key().hashCode(), instances.size());
        Answer answer = attempt(post, turn);
        while (answer == null || isPassing(answer)) {
            if (since(begun).compareTo(PATIENCE) > 0) {
                throw new IllegalStateException("%s was not answered for %s, last: %s".formatted(post, since(begun), answer));
            }
            Waiting.pause(pauseAfter(answer));
            turn++;
            answer = attempt(post, turn);
        }
        tally.count("answered " + answer.status());
        tally.answered(since(begun));
        return answer;
    }

    private @Nullable Answer attempt(Post post, int turn) {
        try {
            Answer answer = instances.get(turn % instances.size()).post(post.target(), post.json(), Map.of("Idempotency-Key", post.key()));
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

    /** The service is away or overloaded, or still at work on the same request. */
    private static boolean isPassing(Answer answer) {
        return answer.status() == 503 || answer.status() == 409;
    }

    private static Duration pauseAfter(@Nullable Answer answer) {
        String seconds = answer == null ? null : answer.header("Retry-After");
        Duration asked = seconds == null ? Duration.ofMillis(50) : Duration.ofSeconds(Long.parseLong(seconds));
        return asked.compareTo(LONGEST_PAUSE) > 0 ? LONGEST_PAUSE : asked;
    }

    private static Duration since(long begun) {
        return Duration.ofNanos(System.nanoTime() - begun);
    }
}
