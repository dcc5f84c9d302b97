package io.opportunities.opportunity;

import io.opportunities.workflow.WorkflowPhase;
import org.jspecify.annotations.Nullable;

/**
 * A phase that a record runs through; it keeps the name the phase had when the run began.
 *
 * @param ordinal counts up within the record, also over a change of workflow
 * @param phaseId the phase of the workflow it was made from
 * @param position from 1
 */
record PhaseInstance(int ordinal, long phaseId, String name, @Nullable String type, int position, Status status) {

    /** How far the record is with it. */
    enum Status {
        NOT_STARTED, IN_PROGRESS, COMPLETED
    }

    static PhaseInstance of(WorkflowPhase phase, int ordinal, int position, int current) {
        return new PhaseInstance(ordinal, phase.id(), phase.name(), phase.type(), position, status(position, current));
    }

    PhaseInstance whenAt(int current) {
        return new PhaseInstance(ordinal, phaseId, name, type, position, status(position, current));
    }

    private static Status status(int position, int current) {
        if (position == current) {
            return Status.IN_PROGRESS;
        }
        return position < current ? Status.COMPLETED : Status.NOT_STARTED;
    }
}
