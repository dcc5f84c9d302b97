package io.opportunities.crm.workflow.run;

import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * A workflow as records use it.
 *
 * @param phases active phases, to which a record can move, in order
 * @param retired phases in which older records may be
 */
public record WorkflowTemplate(long id, String name, List<TemplatePhase> phases, List<TemplatePhase> retired) {

    /** Returns its weight in the cache, in phases. */
    public int size() {
        return 1 + phases.size() + retired.size();
    }

    /** Returns an active phase. */
    public Optional<TemplatePhase> phase(long phaseId) {
        return phases.stream().filter(phase -> phase.id() == phaseId).findFirst();
    }

    /** Returns an active or retired phase. */
    public Optional<TemplatePhase> everPhase(long phaseId) {
        return Stream.concat(phases.stream(), retired.stream()).filter(phase -> phase.id() == phaseId).findFirst();
    }
}
