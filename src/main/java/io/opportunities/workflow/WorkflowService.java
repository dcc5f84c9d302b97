package io.opportunities.workflow;

import io.opportunities.common.ApiException;
import io.opportunities.common.IfMatch;
import io.opportunities.common.Shown;
import io.opportunities.common.Violations;
import io.opportunities.identity.Caller;
import io.opportunities.identity.CatalogCache;
import io.opportunities.listing.Conditions;
import io.opportunities.listing.Listing;
import io.opportunities.listing.Page;
import io.opportunities.listing.PageQuery;
import io.opportunities.user.UserService;
import io.opportunities.user.UserSummary;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** The face of this package: the workflows of a company. */
@Service
@Transactional(readOnly = true)
public class WorkflowService {

    private static final int KEPT = 2_000;

    private final WorkflowRepository workflows;
    private final PhaseRepository phases;
    private final Listing listing;
    private final UserService users;
    private final InstantSource time;
    private final CatalogCache<Long, Optional<WorkflowTemplate>> templates = new CatalogCache<>(KEPT);
    private final CatalogCache<Long, Optional<Long>> workflowOfPhase = new CatalogCache<>(KEPT);

    WorkflowService(WorkflowRepository workflows, PhaseRepository phases, Listing listing, UserService users, InstantSource time) {
        this.workflows = workflows;
        this.phases = phases;
        this.listing = listing;
        this.users = users;
        this.time = time;
    }

    /** A workflow of the caller's company. */
    public Optional<WorkflowTemplate> template(long id) {
        return templates.get(id, this::load);
    }

    /** The id of the workflow that a phase of the caller's company belongs to, unless it is retired. */
    public Optional<Long> workflowOf(long phaseId) {
        return workflowOfPhase.get(phaseId, phases::workflowOf);
    }

    /** @return its id */
    @Transactional
    public long create(WorkflowDraft draft) {
        return save(draft).id();
    }

    @Transactional
    Shown<WorkflowResponse> createAndShow(WorkflowDraft draft) {
        return shown(save(draft));
    }

    Page<WorkflowResponse> list(PageQuery query) {
        return listing.page(Workflow.class, new Conditions(), query, Workflow::id).map(this::show);
    }

    Shown<WorkflowResponse> byId(long id) {
        return workflows.findById(id).map(this::shown).orElseThrow(() -> ApiException.notFound("workflow", id));
    }

    @Transactional
    Shown<WorkflowResponse> change(long id, WorkflowChange change, IfMatch ifMatch, Violations violations) {
        Workflow workflow = held(id, ifMatch);
        Phases steps = new Phases(id, phases.everOf(id));
        steps.check(change.phases().or(List.of()), violations);
        violations.rejectIfAny();
        Phases.Arranged arranged = change.phases().toOptional().map(steps::arrange).orElse(Phases.Arranged.AS_IT_WAS);
        phases.saveAll(arranged.added());
        if (workflow.change(change, arranged.changed(), time.instant())) {
            workflows.flush();
        }
        return shown(workflow);
    }

    /** @throws ApiException 409 while an opportunity runs on it, also an archived one */
    @Transactional
    WorkflowResponse remove(long id, IfMatch ifMatch) {
        Workflow workflow = held(id, ifMatch);
        long uses = workflows.uses(id);
        if (uses > 0) {
            throw ApiException.conflict("workflow %d is in use: %d %s on it (archived ones count)".formatted(id, uses,
                    uses == 1 ? "opportunity runs" : "opportunities run"));
        }
        WorkflowResponse shown = shown(workflow).body();
        workflows.delete(workflow);
        workflows.flush();
        return shown;
    }

    private Workflow held(long id, IfMatch ifMatch) {
        Workflow workflow = workflows.hold(id).orElseThrow(() -> ApiException.notFound("workflow", id));
        ifMatch.check(workflow.version());
        return workflow;
    }

    private Shown<WorkflowResponse> shown(Workflow workflow) {
        return new Shown<>(show(List.of(workflow)).getFirst(), workflow.version());
    }

    private Workflow save(WorkflowDraft draft) {
        Workflow workflow = workflows.save(new Workflow(draft, Caller.current().userId(), time.instant()));
        List<Phase> steps = new ArrayList<>();
        draft.phases().forEach(phase -> steps.add(new Phase(workflow.id(), steps.size() + 1, phase)));
        phases.saveAll(steps);
        return workflow;
    }

    private Optional<WorkflowTemplate> load(long id) {
        return workflows.findById(id).map(workflow -> {
            Map<Boolean, List<WorkflowPhase>> steps = phases.everOf(id).stream()
                    .collect(Collectors.partitioningBy(Phase::isActive, Collectors.mapping(Phase::value, Collectors.toList())));
            return new WorkflowTemplate(id, workflow.name(), steps.getOrDefault(true, List.of()), steps.getOrDefault(false, List.of()));
        });
    }

    private List<WorkflowResponse> show(List<Workflow> page) {
        Map<Long, List<WorkflowPhase>> steps = phases.of(page.stream().map(Workflow::id).toList()).stream()
                .collect(Collectors.groupingBy(Phase::workflowId, Collectors.mapping(Phase::value, Collectors.toList())));
        return page.stream()
                .map(workflow -> workflow.response(users.find(workflow.createdById()).map(UserSummary::author).orElse(null),
                        steps.getOrDefault(workflow.id(), List.of())))
                .toList();
    }
}
