package io.opportunities.crm.imports.job.store;

import java.util.EnumSet;
import java.util.Set;

/** The life cycle of an import. This is the only place that says which state may follow which. */
public enum ImportState {

    RECEIVED, PLANNING, PLANNED, RUNNING, DONE, CANCELLED, FAILED, UNDOING, UNDONE;

    /** Returns whether workers have something to do. */
    public boolean isWorking() {
        return this == PLANNING || this == RUNNING || this == UNDOING;
    }

    /** Returns the state when all work is done. */
    public ImportState finished() {
        return switch (this) {
            case PLANNING -> PLANNED;
            case RUNNING -> DONE;
            case UNDOING -> UNDONE;
            case RECEIVED, PLANNED, DONE, CANCELLED, FAILED, UNDONE -> this;
        };
    }

    /** Returns the states from which a client, or a worker that gives up, may move an import to this one. */
    public Set<ImportState> before() {
        return switch (this) {
            case RECEIVED -> EnumSet.of(RECEIVED, PLANNED);
            case PLANNING -> EnumSet.of(RECEIVED, PLANNED);
            case RUNNING -> EnumSet.of(PLANNED);
            case CANCELLED -> EnumSet.of(RECEIVED, PLANNING, PLANNED, RUNNING);
            case UNDOING -> EnumSet.of(DONE, CANCELLED, FAILED);
            case FAILED -> EnumSet.of(PLANNING, RUNNING, UNDOING);
            case PLANNED, DONE, UNDONE -> EnumSet.noneOf(ImportState.class);
        };
    }
}
