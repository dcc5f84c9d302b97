package io.opportunities.crm.opportunity;

import io.opportunities.crm.changelog.Action;
import io.opportunities.crm.changelog.PastChange;
import io.opportunities.crm.changelog.RecordHistory;
import io.opportunities.crm.changelog.field.MemberReader;
import io.opportunities.crm.opportunity.response.OpportunityPresenter;
import io.opportunities.crm.opportunity.response.OpportunityView;
import io.opportunities.crm.opportunity.state.OpportunityDetails;
import io.opportunities.crm.opportunity.state.OpportunityLocation;
import io.opportunities.crm.opportunity.state.OpportunityState;
import io.opportunities.crm.record.state.CommonState;
import io.opportunities.crm.record.state.PastDetails;
import io.opportunities.crm.workflow.run.PhaseInstance;
import io.opportunities.crm.workflow.run.WorkflowRun;
import io.opportunities.matching.key.KeyRules;
import io.opportunities.search.RecordType;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.springframework.stereotype.Component;
import tools.jackson.databind.json.JsonMapper;

/** Shows opportunities as they were. The names and titles of other records, and a location, are those of today. */
@Component
final class OpportunityHistory implements RecordHistory {

    private final OpportunityRepository opportunities;
    private final OpportunityPresenter presenter;
    private final KeyRules rules;
    private final JsonMapper json;

    OpportunityHistory(OpportunityRepository opportunities, OpportunityPresenter presenter, KeyRules rules, JsonMapper json) {
        this.opportunities = opportunities;
        this.presenter = presenter;
        this.rules = rules;
        this.json = json;
    }

    @Override
    public RecordType kind() {
        return RecordType.OPPORTUNITY;
    }

    @Override
    public Map<Long, Present> present(Collection<Long> ids) {
        return opportunities.findAll(ids).stream().collect(Collectors.toMap(Opportunity::id, Present::of));
    }

    @Override
    public List<Object> responses(List<PastChange> changes) {
        return new ArrayList<>(presenter.toResponses(
                changes.stream().map(change -> view(opportunities.findById(change.recordId()).orElseThrow(), change)).toList()));
    }

    @Override
    public boolean hasCompleted(PastChange change, long phaseId) {
        return run(new MemberReader(change.members())).instances().stream()
                .anyMatch(instance -> instance.phaseId() == phaseId && instance.status() == PhaseInstance.Status.COMPLETED);
    }

    private OpportunityView view(Opportunity present, PastChange change) {
        MemberReader past = new MemberReader(change.members());
        CommonState common = PastDetails.of(past, present.details(), rules);
        OpportunityDetails deal = OpportunityDetails.of(past);
        boolean moved = !common.details().place().equals(present.details().place());
        boolean changed = change.action() != Action.OVERDUE;
        Long author = change.version() == 1 || change.by() == null ? null : (Long) change.by().id();
        Instant at = changed ? change.at() : present.updatedAt();
        return new OpportunityView(present.id(), present.number(), new OpportunityState(common, deal, run(past)),
                moved ? OpportunityLocation.of(common.details().place().address()) : present.location(), null, at,
                common.details().active() ? null : present.mergedIntoId(),
                present.createdById(), changed ? author : present.updatedById(), present.createdAt(), at);
    }

    private WorkflowRun run(MemberReader past) {
        Object shape = past.members().get(OpportunityState.RUN);
        WorkflowRun run = shape == null ? WorkflowRun.NONE : json.convertValue(shape, WorkflowRun.class);
        return run.in(past.id("workflowId"), past.id("phaseId"));
    }
}
