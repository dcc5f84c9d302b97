package io.opportunities.crm.record;

import io.opportunities.crm.contact.match.ContactMatch;
import io.opportunities.matching.MatchInstruction;
import io.opportunities.matching.UpsertOutcome;
import io.opportunities.matching.UpsertResponse;
import io.opportunities.web.VersionedResponse;
import java.util.function.Function;
import org.springframework.http.ResponseEntity;

/**
 * The outcome of a call that matches or creates a record.
 *
 * @param <A> the body of the response
 */
public record RecordOutcome<A>(UpsertOutcome<VersionedResponse<A>> upsert, ContactMatch contact) {

    /** @param path of a record */
    public ResponseEntity<A> toResponse(MatchInstruction instruction, Function<A, String> path) {
        return UpsertResponse.of(upsert, instruction, contact.headers(), path);
    }
}
