package io.opportunities.crm.duplicate;

import io.opportunities.web.error.Violations;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.util.List;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

@RestController
@RequestMapping("/duplicates")
@Tag(name = "Duplicates")
class DuplicateController {

    private final DuplicateService duplicates;

    DuplicateController(DuplicateService duplicates) {
        this.duplicates = duplicates;
    }

    @GetMapping
    @Operation(summary = "List groups of active records that share a key, the largest first")
    ResponseEntity<List<DuplicateResponse>> list(DuplicateQuery query) {
        return duplicates.page(query).toResponse();
    }

    @PostMapping("/dismiss")
    @Operation(summary = "Never suggest some records together again")
    DismissalResponse dismiss(@RequestBody DismissalRequest request, Violations violations) {
        return duplicates.dismiss(request, violations);
    }
}
