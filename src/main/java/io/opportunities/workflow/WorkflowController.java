package io.opportunities.workflow;

import io.opportunities.listing.PageAnswer;
import io.opportunities.listing.PageQuery;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.net.URI;
import java.util.List;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
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
    ResponseEntity<WorkflowResponse> create(@RequestBody WorkflowRequest request) {
        WorkflowResponse workflow = workflows.createAndShow(request.toDraft());
        return ResponseEntity.created(URI.create("/workflows/" + workflow.id())).body(workflow);
    }

    @GetMapping("/workflows")
    @Operation(summary = "List workflows")
    ResponseEntity<List<WorkflowResponse>> list(PageQuery page) {
        return PageAnswer.of(workflows.list(page), page);
    }

    @GetMapping("/workflows/{id}")
    @Operation(summary = "Get a workflow")
    WorkflowResponse byId(@PathVariable long id) {
        return workflows.byId(id);
    }
}
