package io.opportunities.crm.opportunity.bulk;

import io.opportunities.crm.opportunity.state.OpportunityRequest;
import io.opportunities.idempotency.OnceByParts;
import io.opportunities.matching.MatchInstruction;
import io.opportunities.web.error.Violations;
import io.opportunities.web.json.items.ItemsOf;
import io.opportunities.web.json.items.JsonItems;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.util.List;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

@RestController
@RequestMapping({"/opportunities", "/requests"})
@Tag(name = "Opportunities")
class OpportunityBulkController {

    private final OpportunityBulkCalls calls;

    OpportunityBulkController(OpportunityBulkCalls calls) {
        this.calls = calls;
    }

    @PostMapping("/bulk")
    @OnceByParts
    @Operation(summary = "Create or match many opportunities")
    List<BulkItemResponse> bulk(
            @RequestBody @ItemsOf(value = OpportunityRequest.class, max = OpportunityBulkCalls.MAX_ITEMS) JsonItems items,
            MatchInstruction instruction, Violations violations) {
        return calls.run(items, instruction, violations);
    }
}
