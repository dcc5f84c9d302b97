package io.opportunities.crm.opportunity.response;

import io.opportunities.crm.opportunity.state.OpportunityLocation;
import io.opportunities.crm.opportunity.state.OpportunityState;
import io.opportunities.crm.record.state.RecordDetails;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * An opportunity in the present or a past version, for a response.
 *
 * @param id null if it is not saved, as in a dry run
 * @param number null if it is not saved
 * @param phaseSince since when it is in its phase; null if the response leaves it out
 */
public record OpportunityView(@Nullable Long id, @Nullable Long number, OpportunityState state, @Nullable OpportunityLocation location,
        @Nullable Instant phaseSince, Instant lastActivity, @Nullable Long mergedIntoId, long createdById, @Nullable Long updatedById,
        Instant createdAt, Instant updatedAt) {

    RecordDetails details() {
        return state.common().details();
    }

    /** Returns the base of the ids of its phase instances, where its run has none of its own. */
    long base() {
        return id == null ? 0 : id;
    }
}
