package io.opportunities.matching;

import io.opportunities.common.Shown;
import java.net.URI;
import java.util.function.Function;
import org.springframework.http.ResponseEntity;

/** How match-or-create answers over HTTP: 201 with the place of a new record, 200 with a matched one, and in headers what was done. */
public final class UpsertAnswer {

    private UpsertAnswer() {}

    public static <B> ResponseEntity<B> of(UpsertOutcome<Shown<B>> outcome, Function<B, String> path) {
        ResponseEntity.BodyBuilder answer = switch (outcome) {
            case UpsertOutcome.Created<Shown<B>> created -> ResponseEntity.created(URI.create(path.apply(created.record().body())));
            case UpsertOutcome.Matched<Shown<B>> matched -> ResponseEntity.ok();
        };
        return answer.eTag(outcome.record().eTag())
                .header("X-Match-Outcome", outcome.name())
                .header("X-Match-Count", String.valueOf(outcome.matches()))
                .body(outcome.record().body());
    }
}
