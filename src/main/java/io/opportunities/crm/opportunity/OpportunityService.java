package io.opportunities.crm.opportunity;

import io.opportunities.crm.merge.RecordMerger;
import io.opportunities.crm.opportunity.response.OpportunityPresenter;
import io.opportunities.crm.opportunity.response.OpportunityResponse;
import io.opportunities.crm.opportunity.state.OpportunityDraft;
import io.opportunities.crm.opportunity.state.OpportunityState;
import io.opportunities.crm.opportunity.state.ReferenceResolver;
import io.opportunities.crm.opportunity.state.ValidatedOpportunity;
import io.opportunities.crm.record.MatchReceipt;
import io.opportunities.crm.record.RecordOutcome;
import io.opportunities.crm.record.RecordService;
import io.opportunities.matching.MatchInstruction;
import io.opportunities.matching.MatchLock;
import io.opportunities.matching.Upserter;
import io.opportunities.search.RecordType;
import io.opportunities.web.IfMatch;
import io.opportunities.web.VersionedResponse;
import io.opportunities.web.error.ApiException;
import io.opportunities.web.error.Violations;
import jakarta.persistence.EntityManager;
import java.util.List;
import java.util.Set;
import java.util.function.Function;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** Creates or matches opportunities, changes and archives them. */
@Service
@Transactional(readOnly = true)
class OpportunityService extends RecordService<Opportunity, OpportunityState, ValidatedOpportunity, OpportunityResponse> {

    private final ReferenceResolver references;

    OpportunityService(OpportunityRepository opportunities, Upserter upserter, RecordMerger merger, MatchLock locks,
            ReferenceResolver references,
            OpportunityWriter writer, OpportunityPresenter presenter, EntityManager database) {
        super(RecordType.OPPORTUNITY, Opportunity.class, opportunities, writer, presenter.of(Opportunity::view), upserter, merger, locks,
                database);
        this.references = references;
    }

    /** @throws ApiException with all violations of the request */
    @Transactional
    RecordOutcome<OpportunityResponse> create(OpportunityDraft draft, MatchInstruction instruction, Violations violations) {
        return upsert(references.validated(draft, instruction.allowNewOptions(), instruction.dryRun(), violations), instruction);
    }

    /** @throws ApiException with all violations of the request */
    @Transactional
    MatchReceipt explain(OpportunityDraft draft, MatchInstruction instruction, Violations violations) {
        return explain(references.validated(draft, instruction.allowNewOptions(), true, violations), instruction.asDryRun(),
                violations.ignoredMembers());
    }

    /** @throws ApiException with all violations of the request; 404; 412 if the record has another version */
    @Transactional
    VersionedResponse<OpportunityResponse> update(long id, OpportunityDraft draft, boolean allowNewOptions, IfMatch ifMatch,
            Violations violations) {
        return change(id, references.validated(draft, allowNewOptions, false, violations), ifMatch);
    }

    /** Acquires the locks on the keys that opportunities have, and on others that they are to get. */
    @Transactional
    void lock(List<Long> ids, Set<String> others) {
        acquire(ids, others);
    }

    /**
     * Gives an opportunity another state, under the locks of {@link #lock}.
     *
     * @return false if it was merged into another one
     */
    @Transactional
    boolean restore(long id, Function<Opportunity, OpportunityState> state) {
        return change(id, state);
    }

    @Override
    protected ValidatedOpportunity afterLocking(ValidatedOpportunity request) {
        return references.afterLocking(request);
    }
}
