package io.opportunities.crm.opportunity.state;

import io.opportunities.crm.contact.match.ContactMatcher;
import io.opportunities.crm.contact.point.ContactPoint;
import io.opportunities.crm.contact.point.ContactSummary;
import io.opportunities.crm.record.state.CommonState;
import io.opportunities.crm.record.state.Merged;
import io.opportunities.crm.record.state.RecordDetails;
import io.opportunities.crm.record.state.RecordMerge;
import io.opportunities.crm.workflow.run.WorkflowRun;
import io.opportunities.matching.MatchFoundStrategy;
import io.opportunities.web.json.PatchField;
import java.util.List;
import java.util.Objects;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/** Merges a validated request into the state of an opportunity, according to a strategy. */
public final class OpportunityMerge {

    private final RecordMerge merge;
    private final OpportunityDraft draft;
    private final MatchFoundStrategy strategy;
    private final ReferenceResolver.ResolvedReferences references;
    private final LongSupplier nextBase;

    /** @param nextBase draws the base of phase instance ids, see {@link WorkflowRun} */
    public OpportunityMerge(ValidatedOpportunity request, RecordMerge merge, LongSupplier nextBase) {
        this.merge = merge;
        this.draft = request.draft();
        this.strategy = merge.strategy();
        this.references = request.references();
        this.nextBase = nextBase;
    }

    /** @param matcher matches or creates the contact if the e-mail or phone changes */
    public Merged<OpportunityState> onto(OpportunityState before, ContactMatcher matcher) {
        RecordDetails details = withSupplied(before, merge.details(before.common().details()));
        OpportunityDetails deal = before.deal().merged(draft, strategy);
        WorkflowRun run = run(before.run());
        Merged<CommonState> common = merge.onto(before.common(), details,
                (record, supplied, ids) -> matcher.match(record, supplied, deal.accountId(), List.of()));
        return new Merged<>(new OpportunityState(common.state(), deal, run), common.contact());
    }

    /** Takes the missing e-mail and phone from the first contact, if the request gives only contacts. */
    private RecordDetails withSupplied(OpportunityState before, RecordDetails details) {
        ContactSummary first = references.firstContact();
        boolean keepsItsOwn = strategy == MatchFoundStrategy.ENRICH && !before.common().contacts().isEmpty();
        if (draft.common().hasContactPoint() || first == null || keepsItsOwn) {
            return details;
        }
        return details.withContactPoints(
                supplied(before, details.primaryEmail(), draft.common().email(), first.email()),
                supplied(before, details.primaryPhone(), draft.common().phone(), first.phone()));
    }

    /** Returns the value after the request. A new record has nothing to clear, so null there equals an absent member. */
    private @Nullable String supplied(OpportunityState before, @Nullable String own, PatchField<ContactPoint> offered,
            @Nullable ContactPoint first) {
        boolean clears = strategy == MatchFoundStrategy.REPLACE && before != OpportunityState.NEW
                && offered instanceof PatchField.Cleared<ContactPoint>;
        return own != null || first == null || clears ? own : first.value();
    }

    private WorkflowRun run(WorkflowRun before) {
        PatchField<Long> workflowId = draft.links().workflowId();
        PatchField<Long> phaseId = draft.links().phaseId();
        boolean occupied = strategy == MatchFoundStrategy.ENRICH && before.workflowId() != null;
        if (occupied) {
            return before;
        }
        if (references.workflow().isEmpty()) {
            return workflowId instanceof PatchField.Cleared<Long> && before.workflowId() != null ? before.end() : before;
        }
        if (!Objects.equals(before.workflowId(), references.workflow().get().id())) {
            return before.start(references.workflow().get(), phaseId.orNull(), nextBase);
        }
        return phaseId instanceof PatchField.Given<Long>(Long phase) ? before.moveTo(phase, references.workflow().get(), nextBase) : before;
    }
}
