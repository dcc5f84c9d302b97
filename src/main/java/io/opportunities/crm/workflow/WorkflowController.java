package io.opportunities.crm.workflow;

import io.opportunities.search.page.PageQuery;
import io.opportunities.search.page.PageResponse;
import io.opportunities.web.IfMatch;
import io.opportunities.web.VersionedResponse;
import io.opportunities.web.error.Violations;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.util.List;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PatchMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RestController;

@RestController
@Tag(name = "Workflows")
class WorkflowController {

    private final WorkflowService workflows;

    WorkflowController(WorkflowService workflows) {
        this.workflows = workflows;
    }

    @PostMapping("/workflows")
    @Operation(summary = "Add a workflow with its phases (admins)")
    ResponseEntity<WorkflowResponse> create(@RequestBody WorkflowRequest request, Violations violations) {
        WorkflowDraft draft = request.toDraft(violations);
        violations.rejectIfAny();
        VersionedResponse<WorkflowResponse> workflow = workflows.createAndShow(draft);
        return workflow.created("/workflows/" + workflow.body().id());
    }

    @GetMapping("/workflows")
    @Operation(summary = "List workflows")
    ResponseEntity<List<WorkflowResponse>> list(PageQuery page) {
        return PageResponse.of(workflows.list(page), page);
    }

    @GetMapping("/workflows/{id}")
    @Operation(summary = "Get a workflow")
    ResponseEntity<WorkflowResponse> byId(@PathVariable long id) {
        return workflows.byId(id).toResponseEntity();
    }

    @PatchMapping("/workflows/{id}")
    @Operation(summary = "Change a workflow: rename it, reorder, add or retire phases (admins)")
    ResponseEntity<WorkflowResponse> change(@PathVariable long id, @RequestBody WorkflowRequest request,
            @RequestHeader(name = "If-Match", defaultValue = IfMatch.ANY) IfMatch ifMatch, Violations violations) {
        return workflows.change(id, request.toChange(), ifMatch, violations).toResponseEntity();
    }

    @DeleteMapping("/workflows/{id}")
    @Operation(summary = "Remove a workflow that no opportunity runs on (admins)")
    WorkflowResponse remove(@PathVariable long id, @RequestHeader(name = "If-Match", defaultValue = IfMatch.ANY) IfMatch ifMatch) {
        return workflows.remove(id, ifMatch);
    }
}
