package io.opportunities.crm.workflow;

import io.opportunities.crm.workflow.WorkflowChange.PhaseChange;
import io.opportunities.web.error.Violation.Code;
import io.opportunities.web.error.Violations;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;

/** The active and retired phases of one workflow during a change. */
final class Phases {

    /** Maximum number of phases, retired ones included, because records that ran through them still display them. */
    private static final int MAX_PHASES = 400;

    private final long workflowId;
    private final Map<Long, Phase> known;

    Phases(long workflowId, List<Phase> all) {
        this.workflowId = workflowId;
        this.known = all.stream().collect(Collectors.toMap(Phase::id, Function.identity()));
    }

    /** Adds violations for ids that are unknown or repeated, for new phases without a name, and for too many phases. */
    void check(List<PhaseChange> wanted, Violations violations) {
        long added = wanted.stream().filter(change -> change.id().orNull() == null).count();
        if (added > 0 && known.size() + added > MAX_PHASES && !violations.mentions("phases")) {
            violations.add("phases", Code.OUT_OF_RANGE, "must leave a workflow with at most %d phases, retired ones included; had %d"
                    .formatted(MAX_PHASES, known.size() + added));
        }
        Set<Long> seen = new HashSet<>();
        for (int i = 0; i < wanted.size(); i++) {
            PhaseChange change = wanted.get(i);
            String place = "phases[%d]".formatted(i);
            if (!violations.mentions(place) && !violations.mentions(place + ".id")) {
                Long id = change.id().orNull();
                if (id != null && !known.containsKey(id)) {
                    violations.add(place + ".id", Code.UNKNOWN_REFERENCE,
                            "must be the id of a phase of this workflow, or be left out to add one; it has no phase %d".formatted(id));
                } else if (id != null && !seen.add(id)) {
                    violations.add(place + ".id", Code.NOT_ALLOWED, "must not be given twice; phase %d was".formatted(id));
                } else if (id == null && change.name().isAbsent() && !violations.mentions(place + ".name")) {
                    violations.add(place + ".name", Code.REQUIRED, "is required where the phase is a new one, without an id");
                }
            }
        }
    }

    /**
     * Applies the new order and members. Absent phases are retired, a retired phase that is present becomes active.
     *
     * @param wanted validated
     */
    Arranged arrange(List<PhaseChange> wanted) {
        boolean changed = false;
        List<Phase> added = new ArrayList<>();
        Set<Phase> retired = new HashSet<>(known.values());
        for (int i = 0; i < wanted.size(); i++) {
            PhaseChange change = wanted.get(i);
            Phase phase = known.get(change.id().orNull());
            if (phase == null) {
                added.add(new Phase(workflowId, i + 1, change.toDraft()));
            } else {
                retired.remove(phase);
                changed |= phase.change(change, i + 1);
            }
        }
        for (Phase phase : retired) {
            changed |= phase.retire();
        }
        return new Arranged(added, changed || !added.isEmpty());
    }

    /**
     * The result of the change.
     *
     * @param added phases to save
     * @param changed whether anything changed
     */
    record Arranged(List<Phase> added, boolean changed) {

        static final Arranged UNCHANGED = new Arranged(List.of(), false);
    }
}
