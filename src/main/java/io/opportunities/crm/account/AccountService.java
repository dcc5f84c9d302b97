package io.opportunities.crm.account;

import io.opportunities.crm.account.state.AccountDraft;
import io.opportunities.crm.account.state.AccountState;
import io.opportunities.crm.account.state.AccountType;
import io.opportunities.crm.account.state.ValidatedAccount;
import io.opportunities.crm.contact.ContactService;
import io.opportunities.crm.contact.point.ContactSummary;
import io.opportunities.crm.merge.RecordMerger;
import io.opportunities.crm.property.PropertyService;
import io.opportunities.crm.property.value.CustomValues;
import io.opportunities.crm.record.MatchReceipt;
import io.opportunities.crm.record.MatchReport;
import io.opportunities.crm.record.RecordOutcome;
import io.opportunities.crm.record.RecordService;
import io.opportunities.crm.record.state.ExternalReference;
import io.opportunities.crm.record.state.RecordDraft;
import io.opportunities.matching.MatchInstruction;
import io.opportunities.matching.MatchLock;
import io.opportunities.matching.Upserter;
import io.opportunities.matching.key.KeyRules;
import io.opportunities.search.RecordType;
import io.opportunities.web.IfMatch;
import io.opportunities.web.VersionedResponse;
import io.opportunities.web.error.ApiException;
import io.opportunities.web.error.Violation.Code;
import io.opportunities.web.error.Violations;
import io.opportunities.web.json.PatchField;
import jakarta.persistence.EntityManager;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/**
 * The public service of this package. It creates or matches accounts, by the same rules as opportunities, and changes and archives them.
 */
@Service
@Transactional(readOnly = true)
public class AccountService extends RecordService<Account, AccountState, ValidatedAccount, AccountResponse> {

    private final AccountRepository accounts;
    private final PropertyService properties;
    private final ContactService contacts;
    private final AccountWriter writer;
    private final KeyRules rules;

    AccountService(AccountRepository accounts, Upserter upserter, RecordMerger merger, MatchLock locks, PropertyService properties,
            ContactService contacts,
            AccountWriter writer, AccountPresenter presenter, KeyRules rules, EntityManager database) {
        super(RecordType.ACCOUNT, Account.class, accounts, writer, presenter, upserter, merger, locks, database);
        this.accounts = accounts;
        this.properties = properties;
        this.contacts = contacts;
        this.writer = writer;
        this.rules = rules;
    }

    /** Adds a violation for a member that names an unknown or archived account of the caller's company. */
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

    /** Returns the titles of accounts by id. */
    public Map<Long, String> titles(Collection<Long> ids) {
        return accounts.titles(ids).stream().collect(Collectors.toMap(AccountRepository.Title::id, AccountRepository.Title::title));
    }

    /** Creates an account without contacts. */
    @Transactional
    public void create(String title, String addressLine, String type) {
        RecordDraft common = new RecordDraft(PatchField.given(title), PatchField.given(rules.address(addressLine)), PatchField.absent(),
                PatchField.absent(), PatchField.absent(), PatchField.absent(), ExternalReference.Draft.NONE, PatchField.absent(),
                PatchField.absent(), PatchField.absent());
        AccountDraft draft = new AccountDraft(common, PatchField.given(AccountType.valueOf(type)));
        writer.insert(new ValidatedAccount(draft, CustomValues.NONE, List.of(), false), new MatchReport());
    }

    /** @throws ApiException with all violations of the request */
    @Transactional
    RecordOutcome<AccountResponse> create(AccountDraft draft, MatchInstruction instruction, Violations violations) {
        return upsert(validated(draft, instruction.allowNewOptions(), instruction.dryRun(), violations), instruction);
    }

    /** @throws ApiException with all violations of the request */
    @Transactional
    MatchReceipt explain(AccountDraft draft, MatchInstruction instruction, Violations violations) {
        return explain(validated(draft, instruction.allowNewOptions(), true, violations), instruction.asDryRun(),
                violations.ignoredMembers());
    }

    /** @throws ApiException with all violations of the request; 404; 412 if the account has another version */
    @Transactional
    VersionedResponse<AccountResponse> update(long id, AccountDraft draft, boolean allowNewOptions, IfMatch ifMatch,
            Violations violations) {
        return change(id, validated(draft, allowNewOptions, false, violations), ifMatch);
    }

    private ValidatedAccount validated(AccountDraft draft, boolean allowNewOptions, boolean dryRun, Violations violations) {
        List<Long> given = contacts.check("contacts", draft.common().contacts().or(List.of()), violations).stream()
                .map(ContactSummary::id).toList();
        CustomValues custom = properties.check(RecordType.ACCOUNT, draft.common().custom().or(Map.of()), allowNewOptions, violations);
        violations.rejectIfAny();
        return new ValidatedAccount(draft, custom, given, dryRun);
    }
}
