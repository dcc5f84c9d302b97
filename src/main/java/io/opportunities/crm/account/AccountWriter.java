package io.opportunities.crm.account;

import io.opportunities.crm.account.state.AccountState;
import io.opportunities.crm.account.state.AccountType;
import io.opportunities.crm.account.state.ValidatedAccount;
import io.opportunities.crm.changelog.Changelog;
import io.opportunities.crm.contact.ContactService;
import io.opportunities.crm.contact.match.ContactMatcher;
import io.opportunities.crm.property.PropertyService;
import io.opportunities.crm.record.RecordWriter;
import io.opportunities.crm.record.state.CommonState;
import io.opportunities.crm.record.state.Merged;
import io.opportunities.crm.record.state.RecordMerge;
import io.opportunities.search.RecordType;
import io.opportunities.web.error.ApiException;
import jakarta.persistence.EntityManager;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.springframework.stereotype.Component;

/** Creates and changes accounts. */
@Component
final class AccountWriter extends RecordWriter<Account, AccountState, ValidatedAccount> {

    private final AccountRepository accounts;
    private final ContactService contacts;

    AccountWriter(AccountRepository accounts, PropertyService properties, ContactService contacts, Changelog changelog,
            EntityManager database, InstantSource time) {
        super(RecordType.ACCOUNT, accounts, properties, changelog, database, time);
        this.accounts = accounts;
        this.contacts = contacts;
    }

    @Override
    protected AccountState initial() {
        return AccountState.NEW;
    }

    @Override
    protected Account create(AccountState state, long createdById, Instant now) {
        return new Account(state, createdById, now);
    }

    @Override
    protected ContactMatcher contacts(boolean dryRun) {
        return dryRun ? contacts::preview : contacts::matchOrCreate;
    }

    @Override
    protected Merged<AccountState> merge(ValidatedAccount request, RecordMerge merge, AccountState before, ContactMatcher matcher) {
        List<Long> linked = before.common().contacts();
        Merged<CommonState> common = merge.onto(before.common(), merge.details(before.common().details()),
                (record, supplied, ids) -> matcher.match(record, supplied, null, symmetricDifference(ids, linked)));
        AccountType type = merge.strategy().merge(before.accountType(), request.draft().accountType());
        return new Merged<>(new AccountState(common.state(), type), common.contact());
    }

    private static Set<Long> symmetricDifference(List<Long> one, List<Long> other) {
        Set<Long> ids = new TreeSet<>(one);
        ids.addAll(other);
        ids.removeIf(id -> one.contains(id) && other.contains(id));
        return ids;
    }

    @Override
    protected void link(long id, AccountState before, AccountState after) {
        contacts.relink(id, after.contactsBesides(before), before.contactsBesides(after));
    }

    @Override
    protected void checkChange(long id, AccountState before, AccountState after) {
        // the schema enforces this too, for concurrent requests
        if (before.active() && !after.active() && accounts.hasActiveOpportunities(id)) {
            throw ApiException.conflict("active opportunities belong to account %d: archive them first".formatted(id));
        }
    }
}
