package io.opportunities.matching;

import java.net.URI;
import java.util.function.Function;
import java.util.function.ToIntFunction;
import org.springframework.http.ResponseEntity;

/** How match-or-create answers over HTTP: 201 with the place of a new record, 200 with a matched one, and in headers what was done. */
public final class UpsertAnswer {

    private UpsertAnswer() {}

    public static <T, B> ResponseEntity<B> of(UpsertOutcome<T> outcome, Function<T, String> path, ToIntFunction<T> version,
            Function<T, B> body) {
        ResponseEntity.BodyBuilder answer = switch (outcome) {
            case UpsertOutcome.Created<T> created -> ResponseEntity.created(URI.create(path.apply(created.record())));
            case UpsertOutcome.Matched<T> matched -> ResponseEntity.ok();
        };
        return answer.eTag(String.valueOf(version.applyAsInt(outcome.record())))
                .header("X-Match-Outcome", outcome.name())
                .header("X-Match-Count", String.valueOf(outcome.matches()))
                .body(body.apply(outcome.record()));
    }
}
