package io.opportunities.crm.workflow;

import static org.assertj.core.api.Assertions.assertThat;

import io.opportunities.crm.workflow.WorkflowChange.PhaseChange;
import io.opportunities.web.error.Violation;
import io.opportunities.web.error.Violation.Code;
import io.opportunities.web.error.Violations;
import io.opportunities.web.json.PatchField;
import java.time.Instant;
import java.util.Collections;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class PhasesTests {

    private static final Instant NOON = Instant.parse("2026-11-23T12:00:00Z");
    private static final WorkflowChange NOTHING = new WorkflowChange(PatchField.absent(), PatchField.absent(), PatchField.absent(),
            PatchField.absent());

    private final Violations violations = new Violations();
    private final Phases none = new Phases(1, List.of());
    private final Workflow workflow = new Workflow(new WorkflowDraft("Sales", "Of roofs", null, List.of()), 7, NOON);

    @Test
    void aPhaseOfAnotherWorkflowIsUnknown() {
        none.check(List.of(phase(5L, "Sold")), violations);

        assertThat(violations.all()).singleElement().extracting(Violation::field, Violation::code)
                .containsExactly("phases[0].id", Code.UNKNOWN_REFERENCE);
    }

    @Test
    void aNewPhaseNeedsAName() {
        none.check(List.of(phase(null, "Lead"), phase(null, null)), violations);

        assertThat(violations.all()).extracting(Violation::field).containsExactly("phases[1].name");
    }

    @Test
    void aPhaseWithAViolationGetsNoSecondOne() {
        violations.add("phases[0]", Code.WRONG_TYPE, "must be an object");

        none.check(List.of(phase(null, null)), violations);

        assertThat(violations.all()).hasSize(1);
    }

    @Test
    void aWorkflowHasAtMost400Phases() {
        none.check(Collections.nCopies(400, phase(null, "Lead")), violations);
        assertThat(violations.isEmpty()).isTrue();

        none.check(Collections.nCopies(401, phase(null, "Lead")), violations);
        assertThat(violations.all()).extracting(Violation::field).containsExactly("phases");
    }

    @Test
    void newPhasesAreAddedActive() {
        Phases.Arranged arranged = none.arrange(List.of(phase(null, "Lead"), phase(null, "Sold")));

        assertThat(arranged.changed()).isTrue();
        assertThat(arranged.added()).allMatch(Phase::isActive).extracting(phase -> phase.value().name()).containsExactly("Lead", "Sold");
    }

    @Test
    void aPhaseThatIsLeftOutIsRetiredOnce() {
        Phase lead = new Phase(1, 1, phase(null, "Lead").toDraft());
        Phases phases = new Phases(1, List.of(lead));

        assertThat(phases.arrange(List.of()).changed()).isTrue();
        assertThat(lead.isActive()).isFalse();
        assertThat(phases.arrange(List.of()).changed()).isFalse();
    }

    @Test
    void anEqualStateChangesNoWorkflow() {
        WorkflowChange same = new WorkflowChange(PatchField.given("Sales"), PatchField.given("Of roofs"), PatchField.cleared(),
                PatchField.absent());

        assertThat(workflow.change(same, false, NOON)).isFalse();
        assertThat(workflow.change(NOTHING, false, NOON)).isFalse();
    }

    @Test
    void aChangeOfPhasesIsAChangeOfTheWorkflow() {
        assertThat(workflow.change(NOTHING, true, NOON)).isTrue();
        assertThat(workflow.response(null, List.of()).updatedAt()).isEqualTo(NOON.plusMillis(1));
    }

    @Test
    void nullClearsADescription() {
        WorkflowChange change = new WorkflowChange(PatchField.absent(), PatchField.cleared(), PatchField.absent(), PatchField.absent());

        assertThat(workflow.change(change, false, NOON.plusSeconds(5))).isTrue();
        assertThat(workflow.response(null, List.of()).description()).isNull();
        assertThat(workflow.name()).isEqualTo("Sales");
    }

    private static PhaseChange phase(@Nullable Long id, @Nullable String name) {
        return new PhaseChange(id == null ? PatchField.absent() : PatchField.given(id),
                name == null ? PatchField.absent() : PatchField.given(name), PatchField.absent(), PatchField.absent(), PatchField.absent(),
                PatchField.absent());
    }
}
