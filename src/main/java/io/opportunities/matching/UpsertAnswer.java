package io.opportunities.matching;

import io.opportunities.common.Shown;
import java.net.URI;
import java.util.function.Function;
import org.springframework.http.ResponseEntity;

/** How match-or-create answers over HTTP: 201 with the place of a new record, else 200, and in headers what was or would be done. */
public final class UpsertAnswer {

    private UpsertAnswer() {}

    public static <B> ResponseEntity<B> of(UpsertOutcome<Shown<B>> outcome, MatchInstruction instruction, Function<B, String> path) {
        ResponseEntity.BodyBuilder answer = switch (outcome) {
            case UpsertOutcome.Created<Shown<B>> created when !instruction.dryRun() -> ResponseEntity
                    .created(URI.create(path.apply(created.record().body())));
            case UpsertOutcome.Created<Shown<B>> created -> ResponseEntity.ok();
            case UpsertOutcome.Matched<Shown<B>> matched -> ResponseEntity.ok();
        };
        if (instruction.dryRun()) {
            answer.header("X-Dry-Run", "true");
        }
        return answer.eTag(outcome.record().eTag())
                .header("X-Match-Outcome", outcome.name())
                .header("X-Match-Count", String.valueOf(outcome.matches()))
                .body(outcome.record().body());
    }
}
