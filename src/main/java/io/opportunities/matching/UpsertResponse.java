package io.opportunities.matching;

import io.opportunities.web.VersionedResponse;
import java.net.URI;
import java.util.Map;
import java.util.function.Function;
import org.springframework.http.ResponseEntity;

/**
 * Converts an outcome to an HTTP response: 201 with the location of a new record, else 200. Headers report the outcome, of a dry run too.
 */
public final class UpsertResponse {

    private UpsertResponse() {}

    /** @param headers of the feature, in addition */
    public static <B> ResponseEntity<B> of(UpsertOutcome<VersionedResponse<B>> outcome, MatchInstruction instruction,
            Map<String, String> headers, Function<B, String> path) {
        ResponseEntity.BodyBuilder answer = switch (outcome) {
            case UpsertOutcome.Created<VersionedResponse<B>> created when !instruction.dryRun() -> ResponseEntity
                    .created(URI.create(path.apply(created.record().body())));
            case UpsertOutcome.Created<VersionedResponse<B>> created -> ResponseEntity.ok();
            case UpsertOutcome.Matched<VersionedResponse<B>> matched -> ResponseEntity.ok();
        };
        if (instruction.dryRun()) {
            answer.header("X-Dry-Run", "true");
        }
        headers.forEach(answer::header);
        outcome.by().ifPresent(by -> answer.header("X-Match-By", by.wireName()));
        return answer.eTag(outcome.record().eTag())
                .header("X-Match-Outcome", outcome.name())
                .header("X-Match-Count", String.valueOf(outcome.matches()))
                .body(outcome.record().body());
    }
}
