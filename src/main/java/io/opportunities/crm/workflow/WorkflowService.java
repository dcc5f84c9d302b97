package io.opportunities.crm.workflow;

import io.opportunities.crm.workflow.run.TemplatePhase;
import io.opportunities.crm.workflow.run.WorkflowTemplate;
import io.opportunities.identity.Caller;
import io.opportunities.identity.tenant.TenantConfigurationCache;
import io.opportunities.identity.user.UserService;
import io.opportunities.identity.user.UserSummary;
import io.opportunities.search.Conditions;
import io.opportunities.search.PageReader;
import io.opportunities.search.page.Page;
import io.opportunities.search.page.PageQuery;
import io.opportunities.web.IfMatch;
import io.opportunities.web.VersionedResponse;
import io.opportunities.web.error.ApiException;
import io.opportunities.web.error.Violations;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** The public service of this package: the workflows of a company. */
@Service
@Transactional(readOnly = true)
public class WorkflowService {

    /** Maximum number of cached phases of all companies, some hundred bytes each. */
    private static final int MAX_CACHED_PHASES = 20_000;
    private static final int MAX_CACHED_IDS = 2_000;

    private final WorkflowRepository workflows;
    private final PhaseRepository phases;
    private final PageReader listing;
    private final UserService users;
    private final InstantSource time;
    private final TenantConfigurationCache<Long, Optional<WorkflowTemplate>> templates = new TenantConfigurationCache<>(MAX_CACHED_PHASES,
            template -> template.map(WorkflowTemplate::size).orElse(1));
    private final TenantConfigurationCache<Long, Optional<Long>> workflowOfPhase = new TenantConfigurationCache<>(MAX_CACHED_IDS);

    WorkflowService(WorkflowRepository workflows, PhaseRepository phases, PageReader listing, UserService users, InstantSource time) {
        this.workflows = workflows;
        this.phases = phases;
        this.listing = listing;
        this.users = users;
        this.time = time;
    }

    /** Returns a workflow of the caller's company. */
    public Optional<WorkflowTemplate> template(long id) {
        return templates.get(id, this::load);
    }

    /** Returns the id of the workflow of a phase of the caller's company. */
    public Optional<Long> workflowOf(long phaseId) {
        return workflowOfPhase.get(phaseId, phases::workflowOf);
    }

    /** @return its id */
    @Transactional
    public long create(WorkflowDraft draft) {
        return save(draft).id();
    }

    @Transactional
    VersionedResponse<WorkflowResponse> createAndShow(WorkflowDraft draft) {
        return toResponse(save(draft));
    }

    Page<WorkflowResponse> list(PageQuery query) {
        return listing.page(Workflow.class, new Conditions(), query, Workflow::id).map(this::toResponses);
    }

    VersionedResponse<WorkflowResponse> byId(long id) {
        return workflows.findById(id).map(this::toResponse).orElseThrow(() -> ApiException.notFound("workflow", id));
    }

    @Transactional
    VersionedResponse<WorkflowResponse> change(long id, WorkflowChange change, IfMatch ifMatch, Violations violations) {
        Workflow workflow = findForUpdate(id, ifMatch);
        Phases steps = new Phases(id, phases.everOf(id));
        steps.check(change.phases().or(List.of()), violations);
        violations.rejectIfAny();
        Phases.Arranged arranged = change.phases().toOptional().map(steps::arrange).orElse(Phases.Arranged.UNCHANGED);
        phases.saveAll(arranged.added());
        if (workflow.change(change, arranged.changed(), time.instant())) {
            workflows.flush();
        }
        return toResponse(workflow);
    }

    /** @throws ApiException 409 while an opportunity runs on it, also an archived one */
    @Transactional
    WorkflowResponse remove(long id, IfMatch ifMatch) {
        Workflow workflow = findForUpdate(id, ifMatch);
        long uses = workflows.countOpportunities(id);
        if (uses > 0) {
            throw ApiException.conflict("workflow %d is in use: %d %s on it (archived ones count)".formatted(id, uses,
                    uses == 1 ? "opportunity runs" : "opportunities run"));
        }
        WorkflowResponse response = toResponse(workflow).body();
        workflows.delete(workflow);
        workflows.flush();
        return response;
    }

    private Workflow findForUpdate(long id, IfMatch ifMatch) {
        Workflow workflow = workflows.findForUpdate(id).orElseThrow(() -> ApiException.notFound("workflow", id));
        ifMatch.check(workflow.version());
        return workflow;
    }

    private VersionedResponse<WorkflowResponse> toResponse(Workflow workflow) {
        return new VersionedResponse<>(toResponses(List.of(workflow)).getFirst(), workflow.version());
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
            Map<Boolean, List<TemplatePhase>> steps = phases.steps(id).stream()
                    .collect(Collectors.partitioningBy(PhaseRepository.Step::isActive,
                            Collectors.mapping(PhaseRepository.Step::template, Collectors.toList())));
            return new WorkflowTemplate(id, workflow.name(), steps.getOrDefault(true, List.of()), steps.getOrDefault(false, List.of()));
        });
    }

    private List<WorkflowResponse> toResponses(List<Workflow> page) {
        Map<Long, List<WorkflowPhase>> steps = phases.of(page.stream().map(Workflow::id).toList()).stream()
                .collect(Collectors.groupingBy(Phase::workflowId, Collectors.mapping(Phase::value, Collectors.toList())));
        return page.stream()
                .map(workflow -> workflow.response(users.find(workflow.createdById()).map(UserSummary::author).orElse(null),
                        steps.getOrDefault(workflow.id(), List.of())))
                .toList();
    }
}
