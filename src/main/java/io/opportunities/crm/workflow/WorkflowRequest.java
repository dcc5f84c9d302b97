package io.opportunities.crm.workflow;

import io.opportunities.web.error.Violations;
import io.opportunities.web.json.PatchField;
import io.opportunities.web.json.Required;
import io.swagger.v3.oas.annotations.media.Schema;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Size;
import java.util.List;
import org.hibernate.validator.constraints.CodePointLength;
import org.hibernate.validator.constraints.Range;
import org.jspecify.annotations.Nullable;

/** The body of {@code POST /workflows}, and of a PATCH, whose phases are all of them in their new order. */
@Schema(example = """
        {"name": "Commercial", "type": "PROJECT", "phases": [
          {"name": "Lead", "type": "SALES", "yellowSla": 2, "redSla": 5},
          {"name": "Survey", "type": "SALES", "yellowSla": 7, "redSla": 14}]}""")
record WorkflowRequest(
        @Required PatchField<@CodePointLength(min = 1, max = 255) String> name,
        PatchField<@CodePointLength(max = 10_000) String> description,
        PatchField<@CodePointLength(max = 50) String> type,
        @Required PatchField<@Size(min = 1, max = 100) List<@Valid PhaseRequest>> phases) {

    /** One phase; in a PATCH, its id identifies an existing one. */
    record PhaseRequest(
            PatchField<Long> id,
            @Required PatchField<@CodePointLength(min = 1, max = 255) String> name,
            PatchField<@CodePointLength(max = 50) String> type,
            PatchField<@CodePointLength(max = 10_000) String> description,
            PatchField<@Range(min = 0, max = 10_000) Long> redSla,
            PatchField<@Range(min = 0, max = 10_000) Long> yellowSla) {

        private WorkflowDraft.PhaseDraft toDraft() {
            return new WorkflowDraft.PhaseDraft(name.or(""), type.orNull(), description.orNull(), days(redSla), days(yellowSla));
        }

        private WorkflowChange.PhaseChange toChange() {
            return new WorkflowChange.PhaseChange(id, name, type, description, redSla.map(Long::intValue), yellowSla.map(Long::intValue));
        }

        private static @Nullable Integer days(PatchField<Long> sla) {
            return sla.toOptional().map(Long::intValue).orElse(null);
        }
    }

    WorkflowDraft toDraft(Violations violations) {
        new Phases(0, List.of()).check(toChange().phases().or(List.of()), violations);
        List<WorkflowDraft.PhaseDraft> drafts = phases.or(List.of()).stream().map(PhaseRequest::toDraft).toList();
        return new WorkflowDraft(name.or(""), description.orNull(), type.orNull(), drafts);
    }

    WorkflowChange toChange() {
        return new WorkflowChange(name, description, type, phases.map(all -> all.stream().map(PhaseRequest::toChange).toList()));
    }
}
