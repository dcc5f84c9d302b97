package io.opportunities.workflow;

import io.opportunities.common.PatchField;
import java.util.List;

/**
 * What a change says of a workflow, as checked input; what it leaves out stays.
 *
 * @param phases all of them in their new order; those left out are retired
 */
record WorkflowChange(PatchField<String> name, PatchField<String> description, PatchField<String> type,
        PatchField<List<PhaseChange>> phases) {

    /** A phase that the workflow has or had, by its id, or a new one. */
    record PhaseChange(PatchField<Long> id, PatchField<String> name, PatchField<String> type, PatchField<String> description,
            PatchField<Integer> redSla, PatchField<Integer> yellowSla) {

        WorkflowDraft.PhaseDraft toDraft() {
            return new WorkflowDraft.PhaseDraft(name.or(""), type.orNull(), description.orNull(), redSla.orNull(), yellowSla.orNull());
        }
    }
}
