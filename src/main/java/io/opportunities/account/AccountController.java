package io.opportunities.account;

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
@RequestMapping({"/accounts", "/clients"})
@Tag(name = "Accounts")
class AccountController {

    private final AccountService accounts;
    private final AddressParser addresses;
    private final PhoneNumbers phoneNumbers;

    AccountController(AccountService accounts, AddressParser addresses, PhoneNumbers phoneNumbers) {
        this.accounts = accounts;
        this.addresses = addresses;
        this.phoneNumbers = phoneNumbers;
    }

    @PostMapping
    @Operation(summary = "Create an account, or match one that is there")
    ResponseEntity<AccountResponse> create(@RequestBody AccountRequest request, MatchInstruction instruction,
            Violations violations) {
        var outcome = accounts.create(request.toDraft(addresses, phoneNumbers, violations), instruction, violations);
        return UpsertAnswer.of(outcome, instruction, account -> "/accounts/" + account.id());
    }

    @GetMapping
    @Operation(summary = "List accounts")
    ResponseEntity<List<AccountResponse>> list(PageQuery page, Archived archived) {
        return PageAnswer.of(accounts.list(archived.included(), page), page);
    }

    @GetMapping("/{id}")
    @Operation(summary = "Get an account")
    ResponseEntity<AccountResponse> byId(@PathVariable long id, Archived archived) {
        return accounts.byId(id, archived.included()).answer();
    }
}
