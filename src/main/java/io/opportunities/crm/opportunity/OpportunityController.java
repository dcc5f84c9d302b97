package io.opportunities.crm.opportunity;

import io.opportunities.crm.changelog.ChangeResponse;
import io.opportunities.crm.merge.DryRun;
import io.opportunities.crm.merge.MergeRequest;
import io.opportunities.crm.merge.MergeResponse;
import io.opportunities.crm.merge.UnmergeRequest;
import io.opportunities.crm.opportunity.response.IncludePhaseSince;
import io.opportunities.crm.opportunity.response.OpportunityResponse;
import io.opportunities.crm.opportunity.state.OpportunityDraft;
import io.opportunities.crm.opportunity.state.OpportunityRequest;
import io.opportunities.crm.property.UnknownKeyCheck;
import io.opportunities.crm.property.value.AllowNewOptions;
import io.opportunities.crm.record.MatchReceipt;
import io.opportunities.matching.MatchInstruction;
import io.opportunities.matching.key.KeyRules;
import io.opportunities.search.RecordFilter;
import io.opportunities.search.RecordType;
import io.opportunities.search.member.SearchQuery;
import io.opportunities.search.page.PageQuery;
import io.opportunities.search.page.PageResponse;
import io.opportunities.web.IfMatch;
import io.opportunities.web.error.Violations;
import io.opportunities.web.query.IncludeArchived;
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
    private final UnknownKeyCheck customKeys;
    private final KeyRules rules;

    OpportunityController(OpportunityService opportunities, OpportunityReader reader, UnknownKeyCheck customKeys, KeyRules rules) {
        this.opportunities = opportunities;
        this.reader = reader;
        this.customKeys = customKeys;
        this.rules = rules;
    }

    @PostMapping
    @Operation(summary = "Create an opportunity, or match one that is there")
    ResponseEntity<OpportunityResponse> create(@RequestBody OpportunityRequest request, MatchInstruction instruction,
            Violations violations) {
        return opportunities.create(draft(request, violations), instruction, violations)
                .toResponse(instruction, opportunity -> "/opportunities/" + opportunity.id());
    }

    @PostMapping("/explain")
    @Operation(summary = "Explain which opportunity a create would match or make, and why")
    MatchReceipt explain(@RequestBody OpportunityRequest request, MatchInstruction instruction, Violations violations) {
        return opportunities.explain(draft(request, violations), instruction, violations);
    }

    @GetMapping
    @Operation(summary = "List opportunities")
    ResponseEntity<List<OpportunityResponse>> list(RecordFilter filter, PageQuery page, IncludePhaseSince phaseSince) {
        return PageResponse.of(reader.list(filter, page, phaseSince), page);
    }

    @GetMapping("/search")
    @Operation(summary = "Search opportunities by one or two of their members or custom properties")
    ResponseEntity<List<OpportunityResponse>> search(SearchQuery query, Violations violations) {
        return PageResponse.of(reader.search(query, violations), query.page());
    }

    @GetMapping("/{id}")
    @Operation(summary = "Get an opportunity")
    ResponseEntity<OpportunityResponse> byId(@PathVariable long id, IncludeArchived archived, IncludePhaseSince phaseSince) {
        return reader.byId(id, archived.included(), phaseSince).toResponseEntity();
    }

    @PatchMapping("/{id}")
    @Operation(summary = "Change members of an opportunity, move it to another phase, or restore it")
    ResponseEntity<OpportunityResponse> update(@PathVariable long id, @RequestBody OpportunityRequest request, AllowNewOptions options,
            @RequestHeader(name = HttpHeaders.IF_MATCH, defaultValue = IfMatch.ANY) IfMatch ifMatch, Violations violations) {
        OpportunityDraft draft = draft(request, violations);
        return opportunities.update(id, draft, options.allowed(), ifMatch, violations).toResponseEntity();
    }

    @DeleteMapping("/{id}")
    @Operation(summary = "Archive an opportunity; a PATCH with isActive true restores it")
    ResponseEntity<OpportunityResponse> archive(@PathVariable long id,
            @RequestHeader(name = HttpHeaders.IF_MATCH, defaultValue = IfMatch.ANY) IfMatch ifMatch) {
        return opportunities.archive(id, ifMatch).toResponseEntity();
    }

    @PostMapping("/{id}/merge")
    @Operation(summary = "Merge other opportunities into this one")
    MergeResponse merge(@PathVariable long id, @RequestBody MergeRequest request, DryRun dryRun,
            @RequestHeader(name = HttpHeaders.IF_MATCH, defaultValue = IfMatch.ANY) IfMatch ifMatch, Violations violations) {
        return opportunities.merge(id, request.toMerge(violations), dryRun, ifMatch, violations);
    }

    @PostMapping("/{id}/unmerge")
    @Operation(summary = "Undo merges into this opportunity")
    MergeResponse unmerge(@PathVariable long id, @RequestBody UnmergeRequest request, DryRun dryRun,
            @RequestHeader(name = HttpHeaders.IF_MATCH, defaultValue = IfMatch.ANY) IfMatch ifMatch, Violations violations) {
        return opportunities.unmerge(id, request.toMerge(), dryRun, ifMatch, violations);
    }

    @GetMapping("/{id}/changes")
    @Operation(summary = "List what was changed of an opportunity, when and by whom")
    ResponseEntity<List<ChangeResponse>> changes(@PathVariable long id, IncludeArchived archived, PageQuery page) {
        return PageResponse.of(reader.changes(id, archived.included(), page), page);
    }

    private OpportunityDraft draft(OpportunityRequest request, Violations violations) {
        customKeys.check(RecordType.OPPORTUNITY, request.custom(), violations);
        return request.toDraft(rules, violations);
    }
}
