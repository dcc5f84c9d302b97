package io.opportunities.opportunity;

import io.opportunities.workflow.WorkflowPhase;
import io.opportunities.workflow.WorkflowTemplate;
import jakarta.persistence.Column;
import jakarta.persistence.Embeddable;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.hibernate.annotations.JdbcTypeCode;
import org.hibernate.type.SqlTypes;
import org.jspecify.annotations.Nullable;

/**
 * How far a record is in its workflow.
 *
 * @param phaseId the phase in progress
 * @param instances one per phase of the workflow, in order
 * @param started how many instances the record has ever had; the next one counts on
 */
@Embeddable
record WorkflowRun(@Nullable Long workflowId, @Nullable Long phaseId,
        @JdbcTypeCode(SqlTypes.JSON) @Column(name = "phase_instances") List<PhaseInstance> instances,
        @Column(name = "phases_started") int started) {

    static final WorkflowRun NONE = new WorkflowRun(null, null, List.of(), 0);

    /** The run of another workflow, at the given phase or else the first. */
    WorkflowRun start(WorkflowTemplate workflow, @Nullable Long phase) {
        List<WorkflowPhase> phases = workflow.phases();
        int current = 1;
        List<PhaseInstance> made = new ArrayList<>();
        for (int position = 1; position <= phases.size(); position++) {
            if (phase != null && phases.get(position - 1).id() == phase) {
                current = position;
            }
        }
        for (WorkflowPhase step : phases) {
            made.add(PhaseInstance.of(step, started + made.size() + 1, made.size() + 1, current));
        }
        Long at = phases.isEmpty() ? null : Long.valueOf(phases.get(current - 1).id());
        return new WorkflowRun(workflow.id(), at, List.copyOf(made), started + made.size());
    }

    /** The same run, moved forwards or back; to a phase that the workflow got after it began, a new run of the workflow as it is now. */
    WorkflowRun moveTo(long phase, WorkflowTemplate workflow) {
        return instances.stream().filter(instance -> instance.phaseId() == phase).findFirst()
                .map(target -> new WorkflowRun(workflowId, phase,
                        instances.stream().map(instance -> instance.whenAt(target.position())).toList(), started))
                .orElseGet(() -> start(workflow, phase));
    }

    WorkflowRun end() {
        return new WorkflowRun(null, null, List.of(), started);
    }

    Optional<PhaseInstance> current() {
        return instances.stream().filter(instance -> instance.status() == PhaseInstance.Status.IN_PROGRESS).findFirst();
    }
}
