package io.opportunities.workflow;

import java.util.List;
import java.util.Optional;

/** A workflow as records run through it. */
public record WorkflowTemplate(long id, String name, List<WorkflowPhase> phases) {

    public Optional<WorkflowPhase> phase(long phaseId) {
        return phases.stream().filter(phase -> phase.id() == phaseId).findFirst();
    }
}
