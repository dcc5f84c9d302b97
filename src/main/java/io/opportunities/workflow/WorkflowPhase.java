package io.opportunities.workflow;

import org.jspecify.annotations.Nullable;

/**
 * A phase as it stands in its workflow.
 *
 * @param redSla days after which it is overdue
 * @param yellowSla days after which it is about to be
 */
public record WorkflowPhase(long id, String name, @Nullable String type, @Nullable String description, @Nullable Integer redSla,
        @Nullable Integer yellowSla) {}
