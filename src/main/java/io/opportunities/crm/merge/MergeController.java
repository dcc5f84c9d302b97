package io.opportunities.crm.merge;

import io.opportunities.search.page.PageQuery;
import io.opportunities.search.page.PageResponse;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.util.List;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;

@RestController
@Tag(name = "Duplicates")
class MergeController {

    private final MergeReader merges;

    MergeController(MergeReader merges) {
        this.merges = merges;
    }

    @GetMapping("/merges")
    @Operation(summary = "List merges that are not undone, the newest first")
    ResponseEntity<List<RecordedMergeResponse>> list(MergeQuery query, PageQuery page) {
        return PageResponse.of(merges.page(query, page), page);
    }
}
