package io.opportunities.crm.workflow;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** A validated new workflow. */
public record WorkflowDraft(String name, @Nullable String description, @Nullable String type, List<PhaseDraft> phases) {

    /**
     * One phase.
     *
     * @param redSla days until it is overdue
     * @param yellowSla days until it is nearly overdue
     */
    public record PhaseDraft(String name, @Nullable String type, @Nullable String description, @Nullable Integer redSla,
            @Nullable Integer yellowSla) {}
}
