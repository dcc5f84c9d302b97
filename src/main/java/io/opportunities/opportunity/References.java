package io.opportunities.opportunity;

import io.opportunities.account.AccountService;
import io.opportunities.common.Violation.Code;
import io.opportunities.common.Violations;
import io.opportunities.contact.ContactService;
import io.opportunities.contact.ContactSummary;
import io.opportunities.property.CustomValues;
import io.opportunities.property.PropertyService;
import io.opportunities.property.RecordType;
import io.opportunities.user.UserService;
import io.opportunities.workflow.WorkflowService;
import io.opportunities.workflow.WorkflowTemplate;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Looks up what a draft refers to, and notes what there is not. */
@Component
final class References {

    private final AccountService accounts;
    private final ContactService contacts;
    private final WorkflowService workflows;
    private final UserService users;
    private final PropertyService properties;

    References(AccountService accounts, ContactService contacts, WorkflowService workflows, UserService users, PropertyService properties) {
        this.accounts = accounts;
        this.contacts = contacts;
        this.workflows = workflows;
        this.users = users;
        this.properties = properties;
    }

    /** What the draft refers to, found. */
    record Found(Optional<WorkflowTemplate> workflow, List<ContactSummary> contacts, CustomValues custom) {

        @Nullable
        ContactSummary firstContact() {
            return contacts.isEmpty() ? null : contacts.getFirst();
        }
    }

    Found check(OpportunityDraft draft, boolean allowNewOptions, Violations violations) {
        OpportunityDraft.Links links = draft.links();
        links.accountId().ifGiven(id -> accounts.check(links.accountMember(), id, violations));
        Optional<WorkflowTemplate> workflow = workflow(links, violations);
        links.ownerId().ifGiven(id -> users.check("ownerId", id, violations));
        links.salesRepId().ifGiven(id -> users.check("salesRepId", id, violations));
        links.projectManagerId().ifGiven(id -> users.check("projectManagerId", id, violations));
        List<ContactSummary> found = links.contacts().toOptional().map(ids -> contacts.check("contacts", ids, violations))
                .orElse(List.of());
        CustomValues custom = properties.check(RecordType.OPPORTUNITY, draft.custom().or(Map.of()), allowNewOptions, violations);
        return new Found(workflow, found, custom);
    }

    /** The workflow that is named, or else the one the phase belongs to. */
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
