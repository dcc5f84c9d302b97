package io.opportunities.opportunity;

import io.opportunities.address.AddressParser;
import io.opportunities.common.Archived;
import io.opportunities.common.PhoneNumbers;
import io.opportunities.common.Violations;
import io.opportunities.listing.PageAnswer;
import io.opportunities.listing.PageQuery;
import io.opportunities.matching.MatchInstruction;
import io.opportunities.matching.UpsertAnswer;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.util.List;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

@RestController
@RequestMapping({"/opportunities", "/requests"})
@Tag(name = "Opportunities")
class OpportunityController {

    private final OpportunityService opportunities;
    private final AddressParser addresses;
    private final PhoneNumbers phoneNumbers;

    OpportunityController(OpportunityService opportunities, AddressParser addresses, PhoneNumbers phoneNumbers) {
        this.opportunities = opportunities;
        this.addresses = addresses;
        this.phoneNumbers = phoneNumbers;
    }

    @PostMapping
    @Operation(summary = "Create an opportunity, or match one that is there")
    ResponseEntity<OpportunityResponse> create(@RequestBody OpportunityRequest request, MatchInstruction instruction,
            Violations violations) {
        var outcome = opportunities.create(request.toDraft(addresses, phoneNumbers, violations), instruction, violations);
        return UpsertAnswer.of(outcome, opportunity -> "/opportunities/" + opportunity.id());
    }

    @GetMapping
    @Operation(summary = "List opportunities")
    ResponseEntity<List<OpportunityResponse>> list(PageQuery page, Archived archived) {
        return PageAnswer.of(opportunities.list(archived.included(), page), page);
    }

    @GetMapping("/{id}")
    @Operation(summary = "Get an opportunity")
    ResponseEntity<OpportunityResponse> byId(@PathVariable long id, Archived archived) {
        return opportunities.byId(id, archived.included()).answer();
    }
}
