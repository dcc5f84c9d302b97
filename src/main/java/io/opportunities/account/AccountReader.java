package io.opportunities.account;

import io.opportunities.changelog.ChangeResponse;
import io.opportunities.changelog.Changelog;
import io.opportunities.changelog.RecordKind;
import io.opportunities.common.ApiException;
import io.opportunities.common.CustomMap;
import io.opportunities.common.Shown;
import io.opportunities.common.Violations;
import io.opportunities.listing.Conditions;
import io.opportunities.listing.Listing;
import io.opportunities.listing.Page;
import io.opportunities.listing.PageQuery;
import io.opportunities.listing.RecordFilter;
import io.opportunities.listing.Search;
import io.opportunities.listing.SearchQuery;
import io.opportunities.property.PropertyService;
import io.opportunities.property.RecordType;
import java.util.List;
import java.util.Set;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** Shows accounts: one, or those of a list or a search. */
@Service
@Transactional(readOnly = true)
class AccountReader {

    private final AccountRepository accounts;
    private final Listing listing;
    private final AccountMembers members;
    private final PropertyService properties;
    private final Changelog changelog;

    AccountReader(AccountRepository accounts, Listing listing, AccountMembers members, PropertyService properties, Changelog changelog) {
        this.accounts = accounts;
        this.listing = listing;
        this.members = members;
        this.properties = properties;
        this.changelog = changelog;
    }

    Page<AccountResponse> list(RecordFilter filter, PageQuery query) {
        return listing.page(Account.class, filter.conditions("account"), query, Account::id).map(this::show);
    }

    /** @throws ApiException with everything that is wrong with the search */
    Page<AccountResponse> search(SearchQuery query, Violations violations) {
        Conditions where = new Search(members.all(), AccountMembers.SHOWN_ONLY, violations).conditions(query);
        violations.rejectIfAny();
        return listing.page(Account.class, where, query.page(), Account::id).map(this::show);
    }

    Shown<AccountResponse> byId(long id, boolean includeArchived) {
        return accounts.find(id, includeArchived).map(this::shown).orElseThrow(() -> ApiException.notFound("account", id));
    }

    Page<ChangeResponse> changes(long id, PageQuery query) {
        if (!accounts.existsById(id)) {
            throw ApiException.notFound("account", id);
        }
        return changelog.of(RecordKind.ACCOUNT, id, query);
    }

    Shown<AccountResponse> shown(Account account) {
        return new Shown<>(show(List.of(account)).getFirst(), account.version());
    }

    private List<AccountResponse> show(List<Account> page) {
        boolean plain = page.stream().allMatch(account -> account.state().details().custom().isEmpty());
        Set<String> keyNames = plain ? Set.of() : properties.keyNames(RecordType.ACCOUNT);
        return page.stream().map(account -> account.response(CustomMap.only(keyNames, account.state().details().custom()))).toList();
    }
}
