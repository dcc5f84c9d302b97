package io.opportunities.workflow;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** A workflow as checked input. */
public record WorkflowDraft(String name, @Nullable String description, @Nullable String type, List<PhaseDraft> phases) {

    /**
     * One phase.
     *
     * @param redSla days after which it is overdue
     * @param yellowSla days after which it is about to be
     */
    public record PhaseDraft(String name, @Nullable String type, @Nullable String description, @Nullable Integer redSla,
            @Nullable Integer yellowSla) {}
}
