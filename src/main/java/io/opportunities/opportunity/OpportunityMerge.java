package io.opportunities.opportunity;

import io.opportunities.common.PatchField;
import io.opportunities.contact.ContactMatcher;
import io.opportunities.contact.ContactSummary;
import io.opportunities.contact.Handles;
import io.opportunities.matching.MatchFoundStrategy;
import io.opportunities.matching.MatchKeys;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Puts a checked request and the state of a record together, the way a strategy says. */
final class OpportunityMerge {

    private final OpportunityDraft draft;
    private final References.Found found;
    private final Map<String, @Nullable Object> custom;
    private final MatchFoundStrategy strategy;

    OpportunityMerge(OpportunityDraft draft, References.Found found, Map<String, @Nullable Object> custom, MatchFoundStrategy strategy) {
        this.draft = draft;
        this.found = found;
        this.custom = custom;
        this.strategy = strategy;
    }

    /** @param contacts matches or creates the contact, where the e-mail or phone changes */
    OpportunityState onto(OpportunityState before, ContactMatcher contacts) {
        OpportunityDetails details = withSupplied(before, before.details().merged(draft, custom, strategy));
        MatchKeys keys = keys(before, details);
        return new OpportunityState(details, keys, run(before.run()), contacts(before, details, keys, contacts));
    }

    /** With only contacts given, the first one supplies the e-mail and phone that the record has not got. */
    private OpportunityDetails withSupplied(OpportunityState before, OpportunityDetails details) {
        ContactSummary first = found.firstContact();
        boolean keepsItsOwn = strategy == MatchFoundStrategy.ENRICH && !before.contacts().isEmpty();
        if (draft.hasHandle() || first == null || keepsItsOwn) {
            return details;
        }
        return details.withHandles(
                details.primaryEmail() == null && first.email() != null ? first.email().value() : details.primaryEmail(),
                details.primaryPhone() == null && first.phone() != null ? first.phone().value() : details.primaryPhone());
    }

    private MatchKeys keys(OpportunityState before, OpportunityDetails after) {
        MatchKeys old = before.matchKeys();
        MatchKeys offered = draft.matchKeys(found.firstContact());
        OpportunityDetails was = before.details();
        return MatchKeys.of(after.title(),
                MatchKeys.follow(after.primaryEmail(), was.primaryEmail(), old.emailKey(), offered.emailKey()),
                MatchKeys.follow(after.primaryPhone(), was.primaryPhone(), old.phoneKey(), offered.phoneKey()),
                MatchKeys.follow(after.address(), was.address(), old.addressKey(), offered.addressKey()));
    }

    private WorkflowRun run(WorkflowRun before) {
        PatchField<Long> workflowId = draft.links().workflowId();
        PatchField<Long> phaseId = draft.links().phaseId();
        boolean taken = strategy == MatchFoundStrategy.ENRICH && before.workflowId() != null;
        if (taken) {
            return before;
        }
        if (found.workflow().isEmpty()) {
            return workflowId instanceof PatchField.Cleared<Long> && before.workflowId() != null ? before.end() : before;
        }
        if (!Objects.equals(before.workflowId(), found.workflow().get().id())) {
            return before.start(found.workflow().get(), phaseId.orNull());
        }
        return phaseId instanceof PatchField.Given<Long>(Long phase) ? before.moveTo(phase, found.workflow().get()) : before;
    }

    private List<Long> contacts(OpportunityState before, OpportunityDetails after, MatchKeys keys, ContactMatcher contacts) {
        List<Long> ids = new ArrayList<>(
                Objects.requireNonNullElse(strategy.merge(before.contacts(), draft.links().contacts()), List.of()));
        Handles record = Handles.of(after.primaryEmail(), keys.emailKey(), after.primaryPhone(), keys.phoneKey());
        Handles brought = Handles.brought(draft.email(), draft.phone(), record);
        if (brought.differ(before.details().primaryEmail(), before.details().primaryPhone())) {
            contacts.match(record, brought, after.accountId()).ifPresent(ids::addFirst);
        }
        return ids.stream().distinct().toList();
    }
}
