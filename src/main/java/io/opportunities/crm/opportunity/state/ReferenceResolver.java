package io.opportunities.crm.opportunity.state;

import io.opportunities.crm.account.AccountService;
import io.opportunities.crm.contact.ContactService;
import io.opportunities.crm.contact.point.ContactSummary;
import io.opportunities.crm.property.PropertyService;
import io.opportunities.crm.property.value.CustomValues;
import io.opportunities.crm.workflow.WorkflowService;
import io.opportunities.crm.workflow.run.WorkflowTemplate;
import io.opportunities.identity.user.UserService;
import io.opportunities.search.RecordType;
import io.opportunities.web.error.Violation.Code;
import io.opportunities.web.error.Violations;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.dao.OptimisticLockingFailureException;
import org.springframework.stereotype.Component;

/** Resolves the references of a draft, and adds a violation for each unknown one. */
@Component
public final class ReferenceResolver {

    private final AccountService accounts;
    private final ContactService contacts;
    private final WorkflowService workflows;
    private final UserService users;
    private final PropertyService properties;

    ReferenceResolver(AccountService accounts, ContactService contacts, WorkflowService workflows, UserService users,
            PropertyService properties) {
        this.accounts = accounts;
        this.contacts = contacts;
        this.workflows = workflows;
        this.users = users;
        this.properties = properties;
    }

    /** The records that a draft refers to. */
    public record ResolvedReferences(Optional<WorkflowTemplate> workflow, List<ContactSummary> contacts, CustomValues custom) {

        @Nullable
        ContactSummary firstContact() {
            return contacts.isEmpty() ? null : contacts.getFirst();
        }
    }

    /** @throws ApiException with all violations of the request */
    public ValidatedOpportunity validated(OpportunityDraft draft, boolean allowNewOptions, boolean dryRun, Violations violations) {
        OpportunityDraft.Links links = draft.links();
        links.accountId().ifGiven(id -> accounts.check(links.accountMember(), id, violations));
        Optional<WorkflowTemplate> workflow = workflow(links, violations);
        links.ownerId().ifGiven(id -> users.check("ownerId", id, violations));
        links.salesRepId().ifGiven(id -> users.check("salesRepId", id, violations));
        links.projectManagerId().ifGiven(id -> users.check("projectManagerId", id, violations));
        List<ContactSummary> found = draft.common().contacts().toOptional().map(ids -> contacts.check("contacts", ids, violations))
                .orElse(List.of());
        CustomValues custom = properties.check(RecordType.OPPORTUNITY, draft.common().custom().or(Map.of()), allowNewOptions, violations);
        violations.rejectIfAny();
        return new ValidatedOpportunity(draft, new ResolvedReferences(workflow, found, custom), dryRun);
    }

    /**
     * Returns a request after its match locks are acquired, with the current values of its first contact. The earlier values named the
     * locks.
     *
     * @throws OptimisticLockingFailureException if the current values need other locks
     */
    public ValidatedOpportunity afterLocking(ValidatedOpportunity request) {
        if (request.dryRun() || !request.draft().isSupplied()) {
            return request;
        }
        Violations violations = new Violations();
        List<ContactSummary> now = contacts.check("contacts", request.common().contacts().or(List.of()), violations);
        violations.rejectIfAny();
        ResolvedReferences found = request.references();
        ValidatedOpportunity again = new ValidatedOpportunity(request.draft(),
                new ResolvedReferences(found.workflow(), now, found.custom()), false);
        if (!again.matchKeys().equals(request.matchKeys())) {
            throw new OptimisticLockingFailureException("the e-mail or phone of the first contact was changed meanwhile");
        }
        return again;
    }

    /** Returns the named workflow, or else the workflow of the phase. */
    private Optional<WorkflowTemplate> workflow(OpportunityDraft.Links links, Violations violations) {
        Long workflowId = links.workflowId().orNull();
        Long phaseId = links.phaseId().orNull();
        if (workflowId == null) {
            Optional<WorkflowTemplate> implied = Optional.ofNullable(phaseId).flatMap(workflows::workflowOf).flatMap(workflows::template);
            if (phaseId != null && implied.isEmpty()) {
                violations.add("phaseId", Code.UNKNOWN_REFERENCE, "must be the id of a phase; there is no phase %d".formatted(phaseId));
            }
            return implied;
        }
        Optional<WorkflowTemplate> named = workflows.template(workflowId);
        if (named.isEmpty()) {
            violations.add("workflowId", Code.UNKNOWN_REFERENCE,
                    "must be the id of a workflow; there is no workflow %d".formatted(workflowId));
        } else if (phaseId != null && named.get().everPhase(phaseId).isEmpty()) {
            violations.add("phaseId", Code.UNKNOWN_REFERENCE,
                    "must be the id of a phase of workflow %d; it has no phase %d".formatted(workflowId, phaseId));
        }
        return named;
    }
}
