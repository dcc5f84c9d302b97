package io.opportunities.crm.account;

import io.opportunities.crm.account.state.AccountDraft;
import io.opportunities.crm.changelog.ChangeResponse;
import io.opportunities.crm.merge.DryRun;
import io.opportunities.crm.merge.MergeRequest;
import io.opportunities.crm.merge.MergeResponse;
import io.opportunities.crm.merge.UnmergeRequest;
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
@RequestMapping({"/accounts", "/clients"})
@Tag(name = "Accounts")
class AccountController {

    private final AccountService accounts;
    private final AccountReader reader;
    private final UnknownKeyCheck customKeys;
    private final KeyRules rules;

    AccountController(AccountService accounts, AccountReader reader, UnknownKeyCheck customKeys, KeyRules rules) {
        this.accounts = accounts;
        this.reader = reader;
        this.customKeys = customKeys;
        this.rules = rules;
    }

    @PostMapping
    @Operation(summary = "Create an account, or match one that is there")
    ResponseEntity<AccountResponse> create(@RequestBody AccountRequest request, MatchInstruction instruction, Violations violations) {
        return accounts.create(draft(request, violations), instruction, violations)
                .toResponse(instruction, account -> "/accounts/" + account.id());
    }

    @PostMapping("/explain")
    @Operation(summary = "Explain which account a create would match or make, and why")
    MatchReceipt explain(@RequestBody AccountRequest request, MatchInstruction instruction, Violations violations) {
        return accounts.explain(draft(request, violations), instruction, violations);
    }

    @GetMapping
    @Operation(summary = "List accounts")
    ResponseEntity<List<AccountResponse>> list(RecordFilter filter, PageQuery page) {
        return PageResponse.of(reader.list(filter, page), page);
    }

    @GetMapping("/search")
    @Operation(summary = "Search accounts by one or two of their members or custom properties")
    ResponseEntity<List<AccountResponse>> search(SearchQuery query, Violations violations) {
        return PageResponse.of(reader.search(query, violations), query.page());
    }

    @GetMapping("/{id}")
    @Operation(summary = "Get an account")
    ResponseEntity<AccountResponse> byId(@PathVariable long id, IncludeArchived archived) {
        return reader.byId(id, archived.included()).toResponseEntity();
    }

    @PatchMapping("/{id}")
    @Operation(summary = "Change members of an account, or restore it")
    ResponseEntity<AccountResponse> update(@PathVariable long id, @RequestBody AccountRequest request, AllowNewOptions options,
            @RequestHeader(name = HttpHeaders.IF_MATCH, defaultValue = IfMatch.ANY) IfMatch ifMatch, Violations violations) {
        AccountDraft draft = draft(request, violations);
        return accounts.update(id, draft, options.allowed(), ifMatch, violations).toResponseEntity();
    }

    @DeleteMapping("/{id}")
    @Operation(summary = "Archive an account that no active opportunity belongs to; a PATCH with isActive true restores it")
    ResponseEntity<AccountResponse> archive(@PathVariable long id,
            @RequestHeader(name = HttpHeaders.IF_MATCH, defaultValue = IfMatch.ANY) IfMatch ifMatch) {
        return accounts.archive(id, ifMatch).toResponseEntity();
    }

    @PostMapping("/{id}/merge")
    @Operation(summary = "Merge other accounts into this one")
    MergeResponse merge(@PathVariable long id, @RequestBody MergeRequest request, DryRun dryRun,
            @RequestHeader(name = HttpHeaders.IF_MATCH, defaultValue = IfMatch.ANY) IfMatch ifMatch, Violations violations) {
        return accounts.merge(id, request.toMerge(violations), dryRun, ifMatch, violations);
    }

    @PostMapping("/{id}/unmerge")
    @Operation(summary = "Undo merges into this account")
    MergeResponse unmerge(@PathVariable long id, @RequestBody UnmergeRequest request, DryRun dryRun,
            @RequestHeader(name = HttpHeaders.IF_MATCH, defaultValue = IfMatch.ANY) IfMatch ifMatch, Violations violations) {
        return accounts.unmerge(id, request.toMerge(), dryRun, ifMatch, violations);
    }

    @GetMapping("/{id}/changes")
    @Operation(summary = "List what was changed of an account, when and by whom")
    ResponseEntity<List<ChangeResponse>> changes(@PathVariable long id, IncludeArchived archived, PageQuery page) {
        return PageResponse.of(reader.changes(id, archived.included(), page), page);
    }

    private AccountDraft draft(AccountRequest request, Violations violations) {
        customKeys.check(RecordType.ACCOUNT, request.custom(), violations);
        return request.toDraft(rules, violations);
    }
}
