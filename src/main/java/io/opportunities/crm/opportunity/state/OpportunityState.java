package io.opportunities.crm.opportunity.state;

import io.opportunities.crm.changelog.field.FieldValues;
import io.opportunities.crm.record.state.CommonState;
import io.opportunities.crm.record.state.RecordDetails;
import io.opportunities.crm.record.state.RecordState;
import io.opportunities.crm.workflow.run.WorkflowRun;
import java.util.Map;

/** The state of an opportunity that a request can change. */
public record OpportunityState(CommonState common, OpportunityDetails deal, WorkflowRun run) implements RecordState<OpportunityState> {

    /** The hidden member with the instances of the run. */
    public static final String RUN = "$run";

    public static final OpportunityState NEW = new OpportunityState(CommonState.NEW, OpportunityDetails.EMPTY, WorkflowRun.NONE);

    @Override
    public OpportunityState archived() {
        return new OpportunityState(common.archived(), deal, run);
    }

    @Override
    public Map<String, Object> hidden() {
        return run.instances().isEmpty() ? Map.of() : Map.of(RUN, run.shape());
    }

    @Override
    public Map<String, Object> members() {
        RecordDetails details = common.details();
        return new FieldValues()
                .putAll(common.subject())
                .put("trades", deal.trades())
                .put("status", deal.status().name())
                .put("isActive", details.active())
                .put("value", deal.value())
                .put("size", deal.size())
                .put("confidence", deal.confidence())
                .put("accountId", deal.accountId())
                .put("workflowId", run.workflowId())
                .put("phaseId", run.phaseId())
                .putAll(common.references())
                .put("ownerId", deal.ownerId())
                .put("salesRepId", deal.salesRepId())
                .put("projectManagerId", deal.projectManagerId())
                .putEach("custom.", details.custom())
                .all();
    }
}
