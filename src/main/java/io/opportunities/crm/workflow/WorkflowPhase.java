package io.opportunities.crm.workflow;

import org.jspecify.annotations.Nullable;

/**
 * A phase in the response of its workflow.
 *
 * @param redSla days until it is overdue
 * @param yellowSla days until it is nearly overdue
 */
public record WorkflowPhase(long id, String name, @Nullable String type, @Nullable String description, @Nullable Integer redSla,
        @Nullable Integer yellowSla) {}
