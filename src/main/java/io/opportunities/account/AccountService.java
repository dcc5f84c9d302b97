package io.opportunities.account;

import io.opportunities.address.AddressParser;
import io.opportunities.common.ApiException;
import io.opportunities.common.PatchField;
import io.opportunities.common.Shown;
import io.opportunities.common.Violation.Code;
import io.opportunities.common.Violations;
import io.opportunities.contact.ContactService;
import io.opportunities.contact.ContactSummary;
import io.opportunities.contact.Handles;
import io.opportunities.identity.Caller;
import io.opportunities.listing.Conditions;
import io.opportunities.listing.Listing;
import io.opportunities.listing.Page;
import io.opportunities.listing.PageQuery;
import io.opportunities.matching.MatchFoundStrategy;
import io.opportunities.matching.MatchInstruction;
import io.opportunities.matching.MatchKeys;
import io.opportunities.matching.UpsertOutcome;
import io.opportunities.matching.Upserter;
import io.opportunities.property.CustomValues;
import io.opportunities.property.PropertyService;
import io.opportunities.property.RecordType;
import jakarta.persistence.EntityManager;
import java.time.InstantSource;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** The face of this package: creates accounts or matches them, by the same rules as opportunities. */
@Service
@Transactional(readOnly = true)
public class AccountService {

    private final AccountRepository accounts;
    private final Listing listing;
    private final Upserter upserter;
    private final PropertyService properties;
    private final ContactService contacts;
    private final AddressParser addresses;
    private final EntityManager database;
    private final InstantSource time;

    AccountService(AccountRepository accounts, Listing listing, Upserter upserter, PropertyService properties, ContactService contacts,
            AddressParser addresses, EntityManager database, InstantSource time) {
        this.accounts = accounts;
        this.listing = listing;
        this.upserter = upserter;
        this.properties = properties;
        this.contacts = contacts;
        this.addresses = addresses;
        this.database = database;
        this.time = time;
    }

    /** Notes a member that names no account of the caller's company. */
    public void check(String field, @Nullable Long id, Violations violations) {
        if (id != null && !violations.mentions(field) && accounts.title(id).isEmpty()) {
            violations.add(field, Code.UNKNOWN_REFERENCE, "must be the id of an account; there is no account %d".formatted(id));
        }
    }

    /** The titles of accounts by id. */
    public Map<Long, String> titles(Collection<Long> ids) {
        return accounts.titles(ids).stream().collect(Collectors.toMap(AccountRepository.Title::id, AccountRepository.Title::title));
    }

    /** Adds an account without contacts. */
    @Transactional
    public void create(String title, String addressLine, String type) {
        AccountDraft draft = new AccountDraft(PatchField.given(title), PatchField.given(addresses.parse(addressLine)), PatchField.absent(),
                PatchField.given(AccountType.valueOf(type)), PatchField.absent(), PatchField.absent(), PatchField.absent(),
                PatchField.absent(), PatchField.absent());
        insert(draft, CustomValues.NONE, List.of());
    }

    @Transactional
    UpsertOutcome<Shown<AccountResponse>> create(AccountDraft draft, MatchInstruction instruction, Violations violations) {
        List<Long> given = contacts.check("contacts", draft.contacts().or(List.of()), violations).stream().map(ContactSummary::id).toList();
        if (instruction.dryRun()) {
            // not offered for accounts yet: to take it for a real request would write what the client wants to see only
            violations.add("dry_run", Code.NOT_ALLOWED, "must be false for accounts; was \"true\"");
        }
        CustomValues custom = properties.check(RecordType.ACCOUNT, draft.custom().or(Map.of()), instruction.allowNewOptions(), violations);
        violations.rejectIfAny();
        return upserter.upsert(Account.class, instruction, draft.matchKeys(), custom.lockNames(),
                match -> change(match, draft, custom, given, instruction.strategy()),
                () -> insert(draft, custom, given)).map(this::show);
    }

    Page<AccountResponse> list(boolean includeArchived, PageQuery query) {
        Conditions where = includeArchived ? new Conditions() : new Conditions().and("r.details.active = true");
        return listing.page(Account.class, where, query, Account::id).map(page -> page.stream().map(this::response).toList());
    }

    Shown<AccountResponse> byId(long id, boolean includeArchived) {
        return accounts.find(id, includeArchived).map(this::show).orElseThrow(() -> ApiException.notFound("account", id));
    }

    private Shown<AccountResponse> show(Account account) {
        return new Shown<>(response(account), account.version());
    }

    private AccountResponse response(Account account) {
        return account.response(properties.shown(RecordType.ACCOUNT, account.details().custom()));
    }

    private Account insert(AccountDraft draft, CustomValues custom, List<Long> given) {
        AccountDetails details = AccountDetails.EMPTY.merged(draft, properties.define(custom, custom.ofNewRecord()),
                MatchFoundStrategy.REPLACE);
        Account account = accounts.saveAndFlush(new Account(details, draft.matchKeys(), Caller.current().userId(), time.instant()));
        takeContacts(account, draft, given, AccountDetails.EMPTY);
        database.flush();
        return account;
    }

    private boolean change(Account account, AccountDraft draft, CustomValues custom, List<Long> given, MatchFoundStrategy strategy) {
        AccountDetails before = account.details();
        List<Long> contactsBefore = account.contacts();
        AccountDetails after = before.merged(draft, properties.define(custom, custom.takenBy(strategy, before.custom())), strategy);
        boolean detailsChanged = account.change(after, keys(account.matchKeys(), before, after, draft), time.instant());
        if (strategy == MatchFoundStrategy.REPLACE && !draft.contacts().isAbsent()) {
            contacts.unlinkFromAccount(account.id());
            account.dropContacts();
        }
        boolean takesGiven = strategy == MatchFoundStrategy.REPLACE || contactsBefore.isEmpty();
        takeContacts(account, draft, takesGiven ? given : List.of(), before);
        database.flush();
        return detailsChanged || !account.contacts().equals(contactsBefore);
    }

    private void takeContacts(Account account, AccountDraft draft, List<Long> given, AccountDetails before) {
        AccountDetails after = account.details();
        MatchKeys keys = account.matchKeys();
        Handles record = Handles.of(after.primaryEmail(), keys.emailKey(), after.primaryPhone(), keys.phoneKey());
        Handles brought = Handles.brought(draft.email(), draft.phone(), record);
        if (brought.differ(before.primaryEmail(), before.primaryPhone())) {
            account.addContacts(contacts.matchOrCreate(record, brought, account.id()).stream().toList(), true);
        }
        account.addContacts(given, false);
        contacts.linkToAccount(account.id(), given);
    }

    private static MatchKeys keys(MatchKeys old, AccountDetails before, AccountDetails after, AccountDraft draft) {
        MatchKeys offered = draft.matchKeys();
        return MatchKeys.of(after.title(),
                MatchKeys.follow(after.primaryEmail(), before.primaryEmail(), old.emailKey(), offered.emailKey()),
                MatchKeys.follow(after.primaryPhone(), before.primaryPhone(), old.phoneKey(), offered.phoneKey()),
                MatchKeys.follow(after.address(), before.address(), old.addressKey(), offered.addressKey()));
    }
}
