package io.opportunities.crm.record;

import io.opportunities.web.VersionedResponse;
import java.util.List;

/**
 * Converts the records of one type to responses.
 *
 * @param <A> the body of a response
 */
public interface RecordPresenter<R extends RecordEntity<?>, A> {

    /** Converts in the same order, with one lookup for shared data. */
    List<A> toResponses(List<R> page);

    default VersionedResponse<A> toResponse(R record) {
        return new VersionedResponse<>(toResponses(List.of(record)).getFirst(), record.version());
    }
}
