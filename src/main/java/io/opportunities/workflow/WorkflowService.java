package io.opportunities.workflow;

import io.opportunities.common.ApiException;
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

    /** The id of the workflow that a phase of the caller's company belongs to. */
    public Optional<Long> workflowOf(long phaseId) {
        return workflowOfPhase.get(phaseId, phases::workflowOf);
    }

    /** @return its id */
    @Transactional
    public long create(WorkflowDraft draft) {
        return save(draft).id();
    }

    @Transactional
    WorkflowResponse createAndShow(WorkflowDraft draft) {
        return show(List.of(save(draft))).getFirst();
    }

    Page<WorkflowResponse> list(PageQuery query) {
        return listing.page(Workflow.class, new Conditions(), query, Workflow::id).map(this::show);
    }

    WorkflowResponse byId(long id) {
        return workflows.findById(id).map(workflow -> show(List.of(workflow)).getFirst())
                .orElseThrow(() -> ApiException.notFound("workflow", id));
    }

    private Workflow save(WorkflowDraft draft) {
        Workflow workflow = workflows.save(new Workflow(draft, Caller.current().userId(), time.instant()));
        List<Phase> steps = new ArrayList<>();
        draft.phases().forEach(phase -> steps.add(new Phase(workflow.id(), steps.size() + 1, phase)));
        phases.saveAll(steps);
        return workflow;
    }

    private Optional<WorkflowTemplate> load(long id) {
        return workflows.findById(id).map(workflow -> new WorkflowTemplate(id, workflow.name(),
                phases.of(List.of(id)).stream().map(Phase::value).toList()));
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
