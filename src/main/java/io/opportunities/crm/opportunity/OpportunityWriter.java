package io.opportunities.crm.opportunity;

import io.opportunities.crm.changelog.Changelog;
import io.opportunities.crm.contact.ContactService;
import io.opportunities.crm.contact.match.ContactMatcher;
import io.opportunities.crm.opportunity.state.OpportunityDraft;
import io.opportunities.crm.opportunity.state.OpportunityMerge;
import io.opportunities.crm.opportunity.state.OpportunityState;
import io.opportunities.crm.opportunity.state.ValidatedOpportunity;
import io.opportunities.crm.property.PropertyService;
import io.opportunities.crm.record.RecordWriter;
import io.opportunities.crm.record.state.Merged;
import io.opportunities.crm.record.state.RecordMerge;
import io.opportunities.crm.workflow.run.WorkflowTemplate;
import io.opportunities.identity.Caller;
import io.opportunities.matching.MatchFoundStrategy;
import io.opportunities.search.RecordType;
import io.opportunities.web.error.Violation.Code;
import io.opportunities.web.error.Violations;
import jakarta.persistence.EntityManager;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Objects;
import org.springframework.stereotype.Component;

/** Creates and changes opportunities. */
@Component
final class OpportunityWriter extends RecordWriter<Opportunity, OpportunityState, ValidatedOpportunity> {

    private final OpportunityRepository opportunities;
    private final ContactService contacts;

    OpportunityWriter(OpportunityRepository opportunities, PropertyService properties, ContactService contacts, Changelog changelog,
            EntityManager database, InstantSource time) {
        super(RecordType.OPPORTUNITY, opportunities, properties, changelog, database, time);
        this.opportunities = opportunities;
        this.contacts = contacts;
    }

    @Override
    protected OpportunityState initial() {
        return OpportunityState.NEW;
    }

    @Override
    protected Opportunity create(OpportunityState state, long createdById, Instant now) {
        return new Opportunity(state, createdById, now);
    }

    @Override
    protected ContactMatcher contacts(boolean dryRun) {
        return dryRun ? contacts::preview : contacts::matchOrCreate;
    }

    @Override
    protected Merged<OpportunityState> merge(ValidatedOpportunity request, RecordMerge merge, OpportunityState before,
            ContactMatcher matcher) {
        return new OpportunityMerge(request, merge, request.dryRun() ? () -> 0 : opportunities::unusedId).onto(before, matcher);
    }

    @Override
    protected void checkRequest(ValidatedOpportunity request, MatchFoundStrategy strategy, OpportunityState before) {
        OpportunityDraft.Links links = request.draft().links();
        Violations violations = new Violations();
        Long account = before.deal().accountId();
        Long other = links.accountId().orNull();
        if (strategy == MatchFoundStrategy.REPLACE && account != null && other != null && !Objects.equals(account, other)) {
            violations.add(links.accountMember(), Code.READ_ONLY,
                    "cannot be changed: the matched record belongs to account %d; was %d".formatted(account, other));
        }
        Long workflow = before.run().workflowId();
        Long implied = links.workflowId().isAbsent() ? request.references().workflow().map(WorkflowTemplate::id).orElse(null) : workflow;
        if (strategy == MatchFoundStrategy.REPLACE && workflow != null && implied != null && !Objects.equals(workflow, implied)) {
            violations.add("phaseId", Code.UNKNOWN_REFERENCE,
                    "must be a phase of workflow %d, which the record runs through; to leave that, name workflowId too"
                            .formatted(workflow));
        }
        links.phaseId().ifGiven(phase -> {
            boolean retired = request.references().workflow().filter(found -> found.phase(phase).isEmpty()).isPresent();
            if (retired && before.run().instances().stream().noneMatch(instance -> instance.phaseId() == phase)) {
                violations.add("phaseId", Code.UNKNOWN_REFERENCE, "must be a phase that is in use; phase %d is retired".formatted(phase));
            }
        });
        violations.rejectIfAny();
    }

    /** Stores the contacts after the primary one. The primary contact is a column of the record itself. */
    @Override
    protected void link(long opportunityId, OpportunityState before, OpportunityState after) {
        List<Long> others = after.common().contacts().stream().skip(1).toList();
        // a removed primary contact is hidden, but may still precede the visible ones
        boolean same = before.common().contacts().isEmpty()
                ? others.isEmpty()
                : after.common().contacts().equals(before.common().contacts());
        if (!same) {
            opportunities.relink(Caller.current().companyId(), opportunityId, others.toArray(Long[]::new));
            // after everything that looked for a contact: one that is there now was there for all of it
            contacts.requirePresent(others);
        }
    }
}
