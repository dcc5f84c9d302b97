package io.opportunities.crm.contact;

import io.opportunities.crm.changelog.ChangeResponse;
import io.opportunities.crm.contact.body.ContactRequest;
import io.opportunities.crm.contact.body.ContactResponse;
import io.opportunities.crm.contact.search.ContactFilter;
import io.opportunities.crm.merge.DryRun;
import io.opportunities.crm.merge.MergeRequest;
import io.opportunities.crm.merge.MergeResponse;
import io.opportunities.crm.merge.UnmergeRequest;
import io.opportunities.matching.key.KeyRules;
import io.opportunities.search.page.PageQuery;
import io.opportunities.search.page.PageResponse;
import io.opportunities.web.IfMatch;
import io.opportunities.web.VersionedResponse;
import io.opportunities.web.error.Violations;
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
@RequestMapping("/contacts")
@Tag(name = "Contacts")
class ContactController {

    private final ContactWriter editor;
    private final ContactMerges merges;
    private final ContactReader reader;
    private final KeyRules rules;

    ContactController(ContactWriter editor, ContactMerges merges, ContactReader reader, KeyRules rules) {
        this.editor = editor;
        this.merges = merges;
        this.reader = reader;
        this.rules = rules;
    }

    @PostMapping
    @Operation(summary = "Add a contact; duplicates are allowed")
    ResponseEntity<ContactResponse> create(@RequestBody ContactRequest request, Violations violations) {
        VersionedResponse<ContactResponse> contact = editor.create(request.toDraft(rules, violations), violations);
        return contact.created("/contacts/" + contact.body().id());
    }

    @GetMapping
    @Operation(summary = "List contacts")
    ResponseEntity<List<ContactResponse>> list(ContactFilter filter, PageQuery page) {
        return PageResponse.of(reader.list(filter, page), page);
    }

    @GetMapping("/{id}")
    @Operation(summary = "Get a contact")
    ResponseEntity<ContactResponse> byId(@PathVariable long id) {
        return reader.byId(id).toResponseEntity();
    }

    @PatchMapping("/{id}")
    @Operation(summary = "Change members of a contact")
    ResponseEntity<ContactResponse> update(@PathVariable long id, @RequestBody ContactRequest request,
            @RequestHeader(name = HttpHeaders.IF_MATCH, defaultValue = IfMatch.ANY) IfMatch ifMatch, Violations violations) {
        return editor.update(id, request.toDraft(rules, violations), ifMatch, violations).toResponseEntity();
    }

    @DeleteMapping("/{id}")
    @Operation(summary = "Remove a contact, also from the records that have it")
    ContactResponse remove(@PathVariable long id,
            @RequestHeader(name = HttpHeaders.IF_MATCH, defaultValue = IfMatch.ANY) IfMatch ifMatch) {
        return editor.remove(id, ifMatch);
    }

    @PostMapping("/{id}/merge")
    @Operation(summary = "Merge other contacts into this one, in all records that have them")
    MergeResponse merge(@PathVariable long id, @RequestBody MergeRequest request, DryRun dryRun,
            @RequestHeader(name = HttpHeaders.IF_MATCH, defaultValue = IfMatch.ANY) IfMatch ifMatch, Violations violations) {
        return merges.merge(id, request.toMerge(violations), dryRun, ifMatch, violations);
    }

    @PostMapping("/{id}/unmerge")
    @Operation(summary = "Undo merges into this contact")
    MergeResponse unmerge(@PathVariable long id, @RequestBody UnmergeRequest request, DryRun dryRun,
            @RequestHeader(name = HttpHeaders.IF_MATCH, defaultValue = IfMatch.ANY) IfMatch ifMatch, Violations violations) {
        return merges.unmerge(id, request.toMerge(), dryRun, ifMatch, violations);
    }

    @GetMapping("/{id}/changes")
    @Operation(summary = "List what was changed of a contact, when and by whom")
    ResponseEntity<List<ChangeResponse>> changes(@PathVariable long id, PageQuery page) {
        return PageResponse.of(reader.changes(id, page), page);
    }
}
