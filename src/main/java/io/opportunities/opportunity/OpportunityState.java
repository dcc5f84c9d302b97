package io.opportunities.opportunity;

import io.opportunities.changelog.Members;
import io.opportunities.matching.MatchKeys;
import java.util.List;
import java.util.Map;

/**
 * All of an opportunity that a request can change.
 *
 * @param contacts ids, the primary one first
 */
record OpportunityState(OpportunityDetails details, MatchKeys matchKeys, WorkflowRun run, List<Long> contacts) {

    static final OpportunityState NEW = new OpportunityState(OpportunityDetails.EMPTY, new MatchKeys(null, null, null, null),
            WorkflowRun.NONE, List.of());

    OpportunityState archived() {
        return new OpportunityState(details.archived(), matchKeys, run, contacts);
    }

    OpportunityState without(long contactId) {
        return new OpportunityState(details, matchKeys, run, contacts.stream().filter(id -> id != contactId).toList());
    }

    /** What clients can change, by the names of the wire, without what is empty. */
    Map<String, Object> members() {
        return new Members()
                .put("title", details.title())
                .put("description", details.description())
                .put("address", List.of(details.address()))
                .put("trades", details.trades())
                .put("status", details.status().name())
                .put("isActive", details.active())
                .put("value", details.value())
                .put("size", details.size())
                .put("confidence", details.confidence())
                .put("accountId", details.accountId())
                .put("workflowId", run.workflowId())
                .put("phaseId", run.phaseId())
                .put("primaryEmail", details.primaryEmail())
                .put("primaryPhone", details.primaryPhone())
                .put("contacts", contacts)
                .put("ownerId", details.ownerId())
                .put("salesRepId", details.salesRepId())
                .put("projectManagerId", details.projectManagerId())
                .putEach("custom.", details.custom())
                .all();
    }
}
