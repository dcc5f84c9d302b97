package io.opportunities.crm.opportunity;

import io.opportunities.crm.opportunity.response.OpportunityPresenter;
import io.opportunities.crm.opportunity.response.OpportunityResponse;
import io.opportunities.crm.opportunity.state.OpportunityDraft;
import io.opportunities.crm.opportunity.state.OpportunityItem;
import io.opportunities.crm.opportunity.state.OpportunityState;
import io.opportunities.crm.opportunity.state.ReferenceResolver;
import io.opportunities.crm.opportunity.state.ValidatedOpportunity;
import io.opportunities.crm.record.Attempt;
import io.opportunities.crm.record.RecordBatch;
import io.opportunities.identity.tenant.RecordsInMemory;
import io.opportunities.matching.MatchInstruction;
import io.opportunities.search.RecordType;
import io.opportunities.web.error.ApiException;
import io.opportunities.web.error.Violations;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import org.springframework.stereotype.Component;

/** Creates or matches several opportunities in one transaction of the caller. */
@Component
public final class OpportunityBatch {

    private final ReferenceResolver references;
    private final RecordBatch<Opportunity, OpportunityState, ValidatedOpportunity, OpportunityResponse> batch;

    OpportunityBatch(OpportunityRepository opportunities, OpportunityWriter writer, OpportunityPresenter presenter,
            ReferenceResolver references, RecordBatch.Tools tools) {
        this.references = references;
        this.batch = new RecordBatch<>(new RecordBatch.Kind<>(RecordType.OPPORTUNITY, Opportunity.class, "opportunity_seq"),
                opportunities, writer, presenter.of(Opportunity::view), references::afterLocking, tools);
    }

    /** @return a result for each item, in their order; of fewer items if the records of the company are large */
    public List<Attempt<OpportunityResponse>> create(List<OpportunityItem> all, MatchInstruction instruction, boolean shown) {
        List<OpportunityItem> items = all.subList(0, RecordsInMemory.atMost(all.size()));
        Map<Integer, ApiException> refused = new HashMap<>();
        List<ValidatedOpportunity> valid = new ArrayList<>();
        for (int i = 0; i < items.size(); i++) {
            try {
                valid.add(validated(items.get(i), instruction));
            } catch (ApiException reason) {
                refused.put(i, reason);
            }
        }
        Iterator<Attempt<OpportunityResponse>> done = batch.run(valid, instruction, shown).iterator();
        List<Attempt<OpportunityResponse>> results = new ArrayList<>();
        for (int i = 0; i < items.size(); i++) {
            ApiException reason = refused.get(i);
            results.add(reason == null ? done.next() : new Attempt.Refused<>(reason));
        }
        return results;
    }

    private ValidatedOpportunity validated(OpportunityItem item, MatchInstruction instruction) {
        OpportunityDraft draft = item.draft();
        Violations violations = new Violations();
        violations.returnTo(item.violations());
        return references.validated(draft, instruction.allowNewOptions(), false, violations);
    }
}
