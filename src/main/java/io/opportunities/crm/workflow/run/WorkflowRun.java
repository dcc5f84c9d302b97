package io.opportunities.crm.workflow.run;

import jakarta.persistence.Column;
import jakarta.persistence.Embeddable;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.LongSupplier;
import org.hibernate.annotations.JdbcTypeCode;
import org.hibernate.type.SqlTypes;
import org.jspecify.annotations.Nullable;

/**
 * The progress of a record in its workflow.
 *
 * @param phaseId the phase in progress
 * @param instances one per phase of the workflow, in order
 * @param started number of instances started on the base; the next one counts on
 * @param base of the ids of the instances; null: the record's id, 0: a dry run, which draws no id
 */
@Embeddable
public record WorkflowRun(@Nullable Long workflowId, @Nullable Long phaseId,
        @JdbcTypeCode(SqlTypes.JSON) @Column(name = "phase_instances") List<PhaseInstance> instances,
        @Column(name = "phases_started") int started, @Nullable @Column(name = "phase_instance_base") Long base) {

    public static final WorkflowRun NONE = new WorkflowRun(null, null, List.of(), 0, null);

    /**
     * Starts another workflow, at the given phase or else the first.
     *
     * @param nextBase draws a base if the present one has no room for the instances
     */
    public WorkflowRun start(WorkflowTemplate workflow, @Nullable Long phase, LongSupplier nextBase) {
        return started + workflow.phases().size() < PhaseInstance.PER_BASE
                ? start(workflow, phase)
                : new WorkflowRun(null, null, List.of(), 0, nextBase.getAsLong()).start(workflow, phase);
    }

    private WorkflowRun start(WorkflowTemplate workflow, @Nullable Long phase) {
        List<TemplatePhase> phases = workflow.phases();
        int current = 1;
        List<PhaseInstance> created = new ArrayList<>();
        for (int position = 1; position <= phases.size(); position++) {
            if (phase != null && phases.get(position - 1).id() == phase) {
                current = position;
            }
        }
        for (TemplatePhase step : phases) {
            created.add(PhaseInstance.of(step, started + created.size() + 1, created.size() + 1, current));
        }
        Long at = phases.isEmpty() ? null : Long.valueOf(phases.get(current - 1).id());
        return new WorkflowRun(workflow.id(), at, List.copyOf(created), started + created.size(), base);
    }

    /** Moves the run forwards or back. A phase that was added after its start begins a new run of the current workflow. */
    public WorkflowRun moveTo(long phase, WorkflowTemplate workflow, LongSupplier nextBase) {
        return instances.stream().filter(instance -> instance.phaseId() == phase).findFirst()
                .map(target -> new WorkflowRun(workflowId, phase,
                        instances.stream().map(instance -> instance.whenAt(target.position())).toList(), started, base))
                .orElseGet(() -> start(workflow, phase, nextBase));
    }

    public WorkflowRun end() {
        return new WorkflowRun(null, null, List.of(), started, base);
    }

    public Optional<PhaseInstance> current() {
        return instances.stream().filter(instance -> instance.status() == PhaseInstance.Status.IN_PROGRESS).findFirst();
    }

    /** Returns the instances without the progress, which only another start replaces. */
    public WorkflowRun shape() {
        return new WorkflowRun(null, null, instances.stream().map(instance -> instance.whenAt(0)).toList(), 0, base);
    }

    /** Returns a run of this shape in a phase of a workflow; {@link #NONE} without a workflow. */
    public WorkflowRun in(@Nullable Long workflow, @Nullable Long phase) {
        int current = instances.stream().filter(instance -> phase != null && instance.phaseId() == phase).mapToInt(PhaseInstance::position)
                .findFirst().orElse(0);
        return workflow == null
                ? NONE
                : new WorkflowRun(workflow, phase, instances.stream().map(instance -> instance.whenAt(current)).toList(), started, base);
    }
}
