package io.opportunities.crm.workflow.run;

import org.jspecify.annotations.Nullable;

/**
 * A phase in the run of a record. It keeps the name of the phase at the start of the run.
 *
 * @param ordinal counts up on the base of the record's run, also across workflows
 * @param phaseId the workflow phase that it comes from
 * @param position from 1
 */
public record PhaseInstance(int ordinal, long phaseId, String name, @Nullable String type, int position, Status status) {

    /** An id is a base times this plus the ordinal. */
    static final int PER_BASE = 100_000;

    /** The progress of the record in the phase. */
    public enum Status {
        NOT_STARTED, IN_PROGRESS, COMPLETED
    }

    static PhaseInstance of(TemplatePhase phase, int ordinal, int position, int current) {
        return new PhaseInstance(ordinal, phase.id(), phase.name(), phase.type(), position, status(position, current));
    }

    /** Returns the id. It is unique for ever, and exact in JavaScript while the base is below 90 billion. Without a base it is null. */
    @Nullable
    public Long id(long base) {
        return base == 0 ? null : Long.valueOf(base * PER_BASE + ordinal);
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
