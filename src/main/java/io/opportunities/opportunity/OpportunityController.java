package io.opportunities.opportunity;

import io.opportunities.address.AddressParser;
import io.opportunities.changelog.ChangeResponse;
import io.opportunities.common.Archived;
import io.opportunities.common.IfMatch;
import io.opportunities.common.PhoneNumbers;
import io.opportunities.common.Violations;
import io.opportunities.listing.PageAnswer;
import io.opportunities.listing.PageQuery;
import io.opportunities.listing.RecordFilter;
import io.opportunities.listing.SearchQuery;
import io.opportunities.matching.MatchInstruction;
import io.opportunities.matching.UpsertAnswer;
import io.opportunities.property.NewOptions;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.util.List;
import org.springframework.http.HttpHeaders;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PatchMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

@RestController
@RequestMapping({"/opportunities", "/requests"})
@Tag(name = "Opportunities")
class OpportunityController {

    private final OpportunityService opportunities;
    private final OpportunityReader reader;
    private final AddressParser addresses;
    private final PhoneNumbers phoneNumbers;

    OpportunityController(OpportunityService opportunities, OpportunityReader reader, AddressParser addresses, PhoneNumbers phoneNumbers) {
        this.opportunities = opportunities;
        this.reader = reader;
        this.addresses = addresses;
        this.phoneNumbers = phoneNumbers;
    }

    @PostMapping
    @Operation(summary = "Create an opportunity, or match one that is there")
    ResponseEntity<OpportunityResponse> create(@RequestBody OpportunityRequest request, MatchInstruction instruction,
            Violations violations) {
        var outcome = opportunities.create(request.toDraft(addresses, phoneNumbers, violations), instruction, violations);
        return UpsertAnswer.of(outcome, instruction, opportunity -> "/opportunities/" + opportunity.id());
    }

    @GetMapping
    @Operation(summary = "List opportunities")
    ResponseEntity<List<OpportunityResponse>> list(RecordFilter filter, PageQuery page) {
        return PageAnswer.of(reader.list(filter, page), page);
    }

    @GetMapping("/search")
    @Operation(summary = "Search opportunities by one or two of their members or custom properties")
    ResponseEntity<List<OpportunityResponse>> search(SearchQuery query, Violations violations) {
        return PageAnswer.of(reader.search(query, violations), query.page());
    }

    @GetMapping("/{id}")
    @Operation(summary = "Get an opportunity")
    ResponseEntity<OpportunityResponse> byId(@PathVariable long id, Archived archived) {
        return reader.byId(id, archived.included()).answer();
    }

    @PatchMapping("/{id}")
    @Operation(summary = "Change members of an opportunity, move it to another phase, or restore it")
    ResponseEntity<OpportunityResponse> update(@PathVariable long id, @RequestBody OpportunityRequest request, NewOptions options,
            @RequestHeader(name = HttpHeaders.IF_MATCH, defaultValue = IfMatch.ANY) IfMatch ifMatch, Violations violations) {
        OpportunityDraft draft = request.toDraft(addresses, phoneNumbers, violations);
        return opportunities.update(id, draft, options.allowed(), ifMatch, violations).answer();
    }

    @DeleteMapping("/{id}")
    @Operation(summary = "Archive an opportunity; a PATCH with isActive true restores it")
    ResponseEntity<OpportunityResponse> archive(@PathVariable long id,
            @RequestHeader(name = HttpHeaders.IF_MATCH, defaultValue = IfMatch.ANY) IfMatch ifMatch) {
        return opportunities.archive(id, ifMatch).answer();
    }

    @GetMapping("/{id}/changes")
    @Operation(summary = "List what was changed of an opportunity, when and by whom")
    ResponseEntity<List<ChangeResponse>> changes(@PathVariable long id, PageQuery page) {
        return PageAnswer.of(reader.changes(id, page), page);
    }
}
