package io.opportunities.crm.workflow;

import io.opportunities.web.json.PatchField;
import java.util.List;

/**
 * A validated change of a workflow; absent members stay.
 *
 * @param phases all of them in their new order; absent ones are retired
 */
record WorkflowChange(PatchField<String> name, PatchField<String> description, PatchField<String> type,
        PatchField<List<PhaseChange>> phases) {

    /** An active or retired phase of the workflow, by its id, or a new one. */
    record PhaseChange(PatchField<Long> id, PatchField<String> name, PatchField<String> type, PatchField<String> description,
            PatchField<Integer> redSla, PatchField<Integer> yellowSla) {

        WorkflowDraft.PhaseDraft toDraft() {
            return new WorkflowDraft.PhaseDraft(name.or(""), type.orNull(), description.orNull(), redSla.orNull(), yellowSla.orNull());
        }
    }
}
