package io.opportunities.workflow;

import io.opportunities.common.Violation.Code;
import io.opportunities.common.Violations;
import io.opportunities.workflow.WorkflowChange.PhaseChange;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;

/** All the phases that one workflow has or had, while they are changed. */
final class Phases {

    private final long workflowId;
    private final Map<Long, Phase> known;

    Phases(long workflowId, List<Phase> all) {
        this.workflowId = workflowId;
        this.known = all.stream().collect(Collectors.toMap(Phase::id, Function.identity()));
    }

    /** Notes ids that are not of this workflow or come twice, and new phases without a name. */
    void check(List<PhaseChange> wanted, Violations violations) {
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
     * Gives the phases their new order and members; those that are not wanted are retired, one that was comes back.
     *
     * @param wanted checked
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
     * What came of it.
     *
     * @param added to be saved
     * @param changed whether anything is different from before
     */
    record Arranged(List<Phase> added, boolean changed) {

        static final Arranged AS_IT_WAS = new Arranged(List.of(), false);
    }
}
