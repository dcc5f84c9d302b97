package io.opportunities.crm.workflow.run;

import static org.assertj.core.api.Assertions.assertThat;

import io.opportunities.crm.workflow.run.PhaseInstance.Status;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.LongStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class WorkflowRunTests {

    private static final WorkflowTemplate SALES = workflow(1, 11, 12, 13);
    private static final WorkflowTemplate SERVICE = workflow(2, 21, 22);

    private final List<Long> drawn = new ArrayList<>();

    @Test
    void aRunBeginsInTheFirstPhase() {
        WorkflowRun run = start(WorkflowRun.NONE, SALES, null);

        assertThat(run.phaseId()).isEqualTo(11L);
        assertThat(statuses(run)).containsExactly(Status.IN_PROGRESS, Status.NOT_STARTED, Status.NOT_STARTED);
    }

    @Test
    void aRunBegunInALaterPhaseHasCompletedTheOnesBefore() {
        WorkflowRun run = start(WorkflowRun.NONE, SALES, 12L);

        assertThat(run.phaseId()).isEqualTo(12L);
        assertThat(statuses(run)).containsExactly(Status.COMPLETED, Status.IN_PROGRESS, Status.NOT_STARTED);
    }

    @Test
    void everyPhaseHasAnInstanceInTheirOrder() {
        WorkflowRun run = start(WorkflowRun.NONE, SALES, 13L);

        assertThat(run.instances()).extracting(PhaseInstance::phaseId).containsExactly(11L, 12L, 13L);
        assertThat(run.instances()).extracting(PhaseInstance::position).containsExactly(1, 2, 3);
    }

    @Test
    void aWorkflowWithoutPhasesHasNoPhase() {
        WorkflowRun run = start(WorkflowRun.NONE, workflow(3), null);

        assertThat(run.workflowId()).isEqualTo(3L);
        assertThat(run.phaseId()).isNull();
        assertThat(run.current()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({"11, 13", "13, 11", "12, 12", "11, 12"})
    void aMoveForwardsOrBackIsAsABeginningThere(long from, long to) {
        WorkflowRun moved = moveTo(start(WorkflowRun.NONE, SALES, from), to, SALES);

        assertThat(moved).isEqualTo(start(WorkflowRun.NONE, SALES, to));
    }

    @Test
    void aMovedRunKeepsTheNamesFromItsBeginning() {
        WorkflowTemplate renamed = new WorkflowTemplate(1, "Sales", List.of(new TemplatePhase(11, "Renamed", null, null, null)), List.of());

        assertThat(moveTo(start(WorkflowRun.NONE, SALES, 12L), 11, renamed).instances()).extracting(PhaseInstance::name)
                .containsExactly("Phase 11", "Phase 12", "Phase 13");
    }

    @Test
    void aPhaseThatWasAddedLaterBeginsANewRun() {
        WorkflowRun moved = moveTo(start(WorkflowRun.NONE, SALES, 12L), 14, workflow(1, 11, 14));

        assertThat(moved.instances()).extracting(PhaseInstance::phaseId).containsExactly(11L, 14L);
        assertThat(statuses(moved)).containsExactly(Status.COMPLETED, Status.IN_PROGRESS);
        assertThat(moved.instances()).extracting(PhaseInstance::ordinal).containsExactly(4, 5);
    }

    @Test
    void anotherWorkflowReplacesTheInstances() {
        WorkflowRun run = start(start(WorkflowRun.NONE, SALES, 13L), SERVICE, null);

        assertThat(run.instances()).extracting(PhaseInstance::phaseId).containsExactly(21L, 22L);
        assertThat(run.workflowId()).isEqualTo(2L);
    }

    @Test
    void instancesOfLaterRunsCountOn() {
        WorkflowRun again = start(start(WorkflowRun.NONE, SALES, null).end(), SALES, null);

        assertThat(again.instances()).extracting(PhaseInstance::ordinal).containsExactly(4, 5, 6);
        assertThat(again.started()).isEqualTo(6);
    }

    @Test
    void aMoveStartsNoInstance() {
        assertThat(moveTo(start(WorkflowRun.NONE, SALES, null), 13, SALES).started()).isEqualTo(3);
    }

    @Test
    void anEndedRunHasNoPhases() {
        WorkflowRun ended = start(WorkflowRun.NONE, SALES, 12L).end();

        assertThat(ended.workflowId()).isNull();
        assertThat(ended.phaseId()).isNull();
        assertThat(ended.instances()).isEmpty();
    }

    @Test
    void theCurrentInstanceIsTheOneInProgress() {
        assertThat(start(WorkflowRun.NONE, SALES, 12L).current()).get().extracting(PhaseInstance::phaseId).isEqualTo(12L);
    }

    @Test
    void aBaseIsDrawnOnlyWhereThePresentOneHasNoRoom() {
        WorkflowRun almostFull = new WorkflowRun(null, null, List.of(), 99_996, null);
        assertThat(start(almostFull, SALES, null).base()).isNull();

        WorkflowRun full = start(new WorkflowRun(null, null, List.of(), 99_997, null), SALES, 12L);

        assertThat(full.base()).isEqualTo(500L);
        assertThat(full.instances()).extracting(PhaseInstance::ordinal).containsExactly(1, 2, 3);
        assertThat(drawn).hasSize(1);
    }

    @Test
    void noTwoInstancesShareAnId() {
        PhaseInstance last = new PhaseInstance(99_999, 11, "Sold", null, 1, Status.COMPLETED);
        PhaseInstance first = new PhaseInstance(1, 11, "Sold", null, 1, Status.COMPLETED);

        assertThat(last.id(7)).isEqualTo(799_999L);
        assertThat(first.id(8)).isEqualTo(800_001L);
    }

    @Test
    void anInstanceOfADryRunHasNoId() {
        assertThat(new PhaseInstance(1, 11, "Sold", null, 1, Status.COMPLETED).id(0)).isNull();
    }

    @Test
    void aRecordMovesToActivePhasesOnly() {
        WorkflowTemplate workflow = new WorkflowTemplate(1, "Sales", SALES.phases(), SERVICE.phases());

        assertThat(workflow.phase(11)).isPresent();
        assertThat(workflow.phase(21)).isEmpty();
        assertThat(workflow.everPhase(21)).isPresent();
        assertThat(workflow.everPhase(31)).isEmpty();
    }

    private WorkflowRun start(WorkflowRun run, WorkflowTemplate workflow, @Nullable Long phase) {
        return run.start(workflow, phase, this::nextBase);
    }

    private WorkflowRun moveTo(WorkflowRun run, long phase, WorkflowTemplate workflow) {
        return run.moveTo(phase, workflow, this::nextBase);
    }

    private long nextBase() {
        drawn.add(500L + drawn.size());
        return drawn.getLast();
    }

    private static List<Status> statuses(WorkflowRun run) {
        return run.instances().stream().map(PhaseInstance::status).toList();
    }

    private static WorkflowTemplate workflow(long id, long... phases) {
        return new WorkflowTemplate(id, "Workflow " + id,
                LongStream.of(phases).mapToObj(phase -> new TemplatePhase(phase, "Phase " + phase, null, null, null)).toList(), List.of());
    }
}
