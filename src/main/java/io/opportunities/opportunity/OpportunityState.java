package io.opportunities.opportunity;

import io.opportunities.matching.MatchKeys;
import java.util.List;

/**
 * All of an opportunity that a request can change.
 *
 * @param contacts ids, the primary one first
 */
record OpportunityState(OpportunityDetails details, MatchKeys matchKeys, WorkflowRun run, List<Long> contacts) {

    static final OpportunityState NEW = new OpportunityState(OpportunityDetails.EMPTY, new MatchKeys(null, null, null, null),
            WorkflowRun.NONE, List.of());
}
