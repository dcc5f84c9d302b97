package io.opportunities.crm.opportunity;

import io.opportunities.crm.changelog.ChangeReader;
import io.opportunities.crm.changelog.GivenBack;
import io.opportunities.crm.changelog.field.FieldChange;
import io.opportunities.crm.changelog.field.MemberReader;
import io.opportunities.crm.contact.ContactService;
import io.opportunities.crm.opportunity.state.OpportunityDetails;
import io.opportunities.crm.opportunity.state.OpportunityState;
import io.opportunities.crm.record.state.CommonState;
import io.opportunities.crm.record.state.PastDetails;
import io.opportunities.crm.workflow.run.WorkflowRun;
import io.opportunities.matching.key.KeyRules;
import io.opportunities.search.RecordType;
import io.opportunities.web.error.Violations;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** Undoes what an import did to opportunities, unless something has changed them since. */
@Component
public class OpportunityUndo {

    /** What stays of an opportunity that was merged into another one. */
    private static final String MERGED = "mergedInto";
    private static final String CONTACTS = "contacts";

    private final OpportunityService opportunities;
    private final OpportunityRepository records;
    private final ContactService contacts;
    private final ChangeReader changelog;
    private final KeyRules rules;

    OpportunityUndo(OpportunityService opportunities, OpportunityRepository records, ContactService contacts, ChangeReader changelog,
            KeyRules rules) {
        this.opportunities = opportunities;
        this.records = records;
        this.contacts = contacts;
        this.changelog = changelog;
        this.rules = rules;
    }

    /**
     * What was done to an opportunity.
     *
     * @param created whether it was created; then it has no changes
     */
    public record Step(long recordId, boolean created, List<FieldChange> changes) {}

    /**
     * Undoes steps, the last one first, in one transaction. Archives what was created, and gives back what was changed.
     *
     * @return for each step the members that stay, because they were changed since
     */
    @Transactional
    public List<List<String>> undo(List<Step> steps) {
        Set<String> keys = new HashSet<>();
        steps.forEach(step -> keys.addAll(PastDetails.keys(new MemberReader(before(step)), rules).lockNames()));
        opportunities.lock(steps.stream().map(Step::recordId).distinct().sorted().toList(), keys);
        return steps.stream().map(this::undo).toList();
    }

    private static Map<String, Object> before(Step step) {
        Map<String, Object> values = new HashMap<>();
        step.changes().stream().filter(change -> change.from() != null)
                .forEach(change -> values.put(change.field(), Objects.requireNonNull(change.from())));
        return values;
    }

    private List<String> undo(Step step) {
        List<String> kept = new ArrayList<>();
        boolean found = opportunities.restore(step.recordId(),
                record -> step.created() ? archived(record, kept) : givenBack(record, step.changes(), kept));
        return found ? kept : List.of(MERGED);
    }

    private OpportunityState archived(Opportunity record, List<String> kept) {
        if (!record.active()) {
            return record.state();
        }
        Optional<Map<String, Object>> created = changelog.created(RecordType.OPPORTUNITY, record.id());
        kept.addAll(GivenBack.differences(record.members(), created.orElse(Map.of())));
        if (records.hasMerged(record.id())) {
            kept.add("mergedFrom");
        }
        return kept.isEmpty() ? record.state().archived() : record.state();
    }

    private OpportunityState givenBack(Opportunity record, List<FieldChange> changes, List<String> kept) {
        GivenBack back = GivenBack.of(record.members(), changes);
        kept.addAll(back.kept());
        MemberReader past = new MemberReader(back.members());
        OpportunityState present = record.state();
        CommonState common = PastDetails.restored(past, present.common(), rules);
        return new OpportunityState(withPresentContacts(common, present.common(), kept), OpportunityDetails.of(past),
                run(present.run(), past, kept));
    }

    /** A contact that was removed since does not come back. */
    private CommonState withPresentContacts(CommonState restored, CommonState present, List<String> kept) {
        Violations removed = new Violations();
        if (!restored.contacts().equals(present.contacts())) {
            contacts.check(CONTACTS, restored.contacts(), removed);
        }
        if (removed.isEmpty()) {
            return restored;
        }
        kept.add(CONTACTS);
        return restored.withContacts(present.contacts());
    }

    /** A run of another workflow does not come back: its instances have ended. */
    private static WorkflowRun run(WorkflowRun present, MemberReader past, List<String> kept) {
        Long workflow = past.id("workflowId");
        Long phase = past.id("phaseId");
        if (Objects.equals(workflow, present.workflowId())) {
            return Objects.equals(phase, present.phaseId()) ? present : present.in(workflow, phase);
        }
        if (workflow == null) {
            return present.end();
        }
        kept.addAll(List.of("workflowId", "phaseId"));
        return present;
    }
}
