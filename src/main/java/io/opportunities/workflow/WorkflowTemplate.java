package io.opportunities.workflow;

import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * A workflow as records run through it.
 *
 * @param phases those a record can be moved to, in order
 * @param retired those that records may be in from before
 */
public record WorkflowTemplate(long id, String name, List<WorkflowPhase> phases, List<WorkflowPhase> retired) {

    /** One that a record can be moved to. */
    public Optional<WorkflowPhase> phase(long phaseId) {
        return phases.stream().filter(phase -> phase.id() == phaseId).findFirst();
    }

    /** One that it has or had. */
    public Optional<WorkflowPhase> everPhase(long phaseId) {
        return Stream.concat(phases.stream(), retired.stream()).filter(phase -> phase.id() == phaseId).findFirst();
    }
}
