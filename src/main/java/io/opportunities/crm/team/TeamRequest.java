package io.opportunities.crm.team;

import io.opportunities.web.error.Violation.Code;
import io.opportunities.web.error.Violations;
import io.opportunities.web.json.PatchField;
import io.opportunities.web.json.Required;
import io.swagger.v3.oas.annotations.media.Schema;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Size;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.hibernate.validator.constraints.CodePointLength;

/** The body of {@code POST /teams}, and of a PATCH, whose workers are all of them in their new order. */
@Schema(example = """
        {"name": "North crew", "workers": []}""")
record TeamRequest(
        @Required PatchField<@CodePointLength(min = 1, max = 255) String> name,
        PatchField<@Size(max = 100) List<@Valid WorkerRequest>> workers) {

    /** A user of the company. Other members of a worker, as in a response, are ignored. */
    record WorkerRequest(@Required PatchField<Long> id, PatchField<Boolean> isTeamLead) {}

    TeamDraft toDraft(Violations violations) {
        List<WorkerRequest> given = workers.or(List.of());
        Set<Long> seen = new HashSet<>();
        for (int i = 0; i < given.size(); i++) {
            String field = "workers[%d].id".formatted(i);
            Long id = given.get(i).id().orNull();
            if (id == null && !violations.mentions(field) && !violations.mentions("workers[%d]".formatted(i))) {
                violations.add(field, Code.REQUIRED, "is required");
            } else if (id != null && !seen.add(id)) {
                violations.add(field, Code.NOT_ALLOWED, "must not be given twice; user %d was".formatted(id));
            }
        }
        return new TeamDraft(name, workers.map(all -> all.stream()
                .map(worker -> new TeamDraft.Worker(worker.id().or(0L), worker.isTeamLead().or(false))).toList()));
    }
}
