package io.opportunities.account;

import io.opportunities.address.AddressParser;
import io.opportunities.common.ApiException;
import io.opportunities.common.IfMatch;
import io.opportunities.common.PatchField;
import io.opportunities.common.Shown;
import io.opportunities.common.Violation.Code;
import io.opportunities.common.Violations;
import io.opportunities.contact.ContactRemoved;
import io.opportunities.contact.ContactService;
import io.opportunities.contact.ContactSummary;
import io.opportunities.matching.MatchFoundStrategy;
import io.opportunities.matching.MatchInstruction;
import io.opportunities.matching.MatchLock;
import io.opportunities.matching.UpsertOutcome;
import io.opportunities.matching.Upserter;
import io.opportunities.property.CustomValues;
import io.opportunities.property.PropertyService;
import io.opportunities.property.RecordType;
import jakarta.persistence.EntityManager;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** The face of this package: creates accounts or matches them, by the same rules as opportunities, changes and archives them. */
@Service
@Transactional(readOnly = true)
public class AccountService {

    private final AccountRepository accounts;
    private final Upserter upserter;
    private final MatchLock locks;
    private final PropertyService properties;
    private final ContactService contacts;
    private final AccountWriter writer;
    private final AccountReader reader;
    private final AddressParser addresses;
    private final EntityManager database;

    AccountService(AccountRepository accounts, Upserter upserter, MatchLock locks, PropertyService properties, ContactService contacts,
            AccountWriter writer, AccountReader reader, AddressParser addresses, EntityManager database) {
        this.accounts = accounts;
        this.upserter = upserter;
        this.locks = locks;
        this.properties = properties;
        this.contacts = contacts;
        this.writer = writer;
        this.reader = reader;
        this.addresses = addresses;
        this.database = database;
    }

    /** Notes a member that names no account of the caller's company, or one that is archived. */
    public void check(String field, long id, Violations violations) {
        if (violations.mentions(field)) {
            return;
        }
        Optional<Boolean> active = accounts.active(id);
        if (active.isEmpty()) {
            violations.add(field, Code.UNKNOWN_REFERENCE, "must be the id of an account; there is no account %d".formatted(id));
        } else if (!active.get()) {
            violations.add(field, Code.UNKNOWN_REFERENCE, "must be the id of an active account; account %d is archived".formatted(id));
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
        writer.insert(new Checked(draft, CustomValues.NONE, List.of(), false));
    }

    @Transactional
    UpsertOutcome<Shown<AccountResponse>> create(AccountDraft draft, MatchInstruction instruction, Violations violations) {
        Checked request = checked(draft, instruction.allowNewOptions(), instruction.dryRun(), violations);
        return upserter.upsert(Account.class, instruction, draft.matchKeys(), request.custom().lockNames(),
                match -> writer.change(match, request, instruction.strategy()),
                () -> writer.insert(request)).map(reader::shown);
    }

    /** @throws ApiException with everything that is wrong with the request, 404, or 412 where the account is at another version */
    @Transactional
    Shown<AccountResponse> update(long id, AccountDraft draft, boolean allowNewOptions, IfMatch ifMatch, Violations violations) {
        Checked request = checked(draft, allowNewOptions, false, violations);
        // as for a match: nobody who creates a record with these values may miss this one, nor make its contact twice
        locks.hold(request.lockNames());
        Account account = hold(id, ifMatch);
        writer.change(account, request, MatchFoundStrategy.REPLACE);
        return reader.shown(account);
    }

    /** @throws ApiException 404 also where it is archived already, 409 while active opportunities belong to it */
    @Transactional
    Shown<AccountResponse> archive(long id, IfMatch ifMatch) {
        Account account = hold(id, ifMatch);
        if (!account.active()) {
            throw ApiException.notFound("account", id);
        }
        writer.save(account, account.state().archived(), false);
        return reader.shown(account);
    }

    @EventListener
    @Transactional
    void forget(ContactRemoved contact) {
        writer.forget(contact.id());
    }

    private Checked checked(AccountDraft draft, boolean allowNewOptions, boolean dryRun, Violations violations) {
        List<Long> given = contacts.check("contacts", draft.contacts().or(List.of()), violations).stream().map(ContactSummary::id).toList();
        CustomValues custom = properties.check(RecordType.ACCOUNT, draft.custom().or(Map.of()), allowNewOptions, violations);
        violations.rejectIfAny();
        return new Checked(draft, custom, given, dryRun);
    }

    private Account hold(long id, IfMatch ifMatch) {
        Account account = accounts.hold(id).orElseThrow(() -> ApiException.notFound("account", id));
        // the statement that waited saw its row as it is now, but its contacts, which stand beside it, as they were before
        database.refresh(account);
        ifMatch.check(account.version());
        return account;
    }
}
