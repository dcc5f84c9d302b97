package io.opportunities.account;

import io.opportunities.changelog.Changelog;
import io.opportunities.common.ApiException;
import io.opportunities.contact.ContactService;
import io.opportunities.identity.Caller;
import io.opportunities.matching.MatchFoundStrategy;
import io.opportunities.property.PropertyService;
import jakarta.persistence.EntityManager;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Makes new accounts and changes those that are there: in a dry run in memory alone, by the same steps. */
@Component
final class AccountWriter {

    private final AccountRepository accounts;
    private final PropertyService properties;
    private final ContactService contacts;
    private final Changelog changelog;
    private final EntityManager database;
    private final InstantSource time;

    AccountWriter(AccountRepository accounts, PropertyService properties, ContactService contacts, Changelog changelog,
            EntityManager database, InstantSource time) {
        this.accounts = accounts;
        this.properties = properties;
        this.contacts = contacts;
        this.changelog = changelog;
        this.database = database;
        this.time = time;
    }

    Account insert(Checked request) {
        AccountState state = merge(request, request.custom().ofNewRecord(), MatchFoundStrategy.REPLACE, AccountState.NEW);
        Instant now = time.instant();
        Account account = new Account(state, Caller.current().userId(), now);
        if (!request.dryRun()) {
            accounts.saveAndFlush(account);
            contacts.linkToAccount(account.id(), state.contacts());
            changelog.created(account, now);
        }
        return account;
    }

    /** @return whether anything is different after */
    boolean change(Account account, Checked request, MatchFoundStrategy strategy) {
        AccountState before = account.state();
        Map<String, @Nullable Object> custom = request.custom().takenBy(strategy, before.details().custom());
        return save(account, merge(request, custom, strategy, before), request.dryRun());
    }

    /** Brings an account to another state, and writes that down. */
    boolean save(Account account, AccountState after, boolean dryRun) {
        AccountState before = account.state();
        Instant now = time.instant();
        // the schema holds it too, for those that come at the same time
        if (before.details().active() && !after.details().active() && accounts.hasActiveOpportunities(account.id())) {
            throw ApiException.conflict("active opportunities belong to account %d: archive them first".formatted(account.id()));
        }
        boolean changed = account.change(after, now);
        if (changed && dryRun) {
            account.countVersion();
        } else if (changed) {
            if (!after.contacts().equals(before.contacts())) {
                contacts.unlinkFromAccount(account.id());
                contacts.linkToAccount(account.id(), after.contacts());
            }
            changelog.changed(account, before.members(), before.details().active(), now);
            database.flush();
        }
        return changed;
    }

    /** Takes a contact from all accounts that have it, but for the links, which go with the contact. */
    void forget(long contactId) {
        List<Account> held = accounts.holdThoseOf(contactId);
        // a statement that waited saw the rows as they are now, but their contacts as they were before
        held.forEach(database::detach);
        Instant now = time.instant();
        List<Account> all = held.isEmpty() ? List.of() : accounts.findByIdIn(held.stream().map(Account::id).toList());
        for (Account account : all) {
            AccountState before = account.state();
            account.change(before.without(contactId), now);
            changelog.changed(account, before.members(), account.active(), now);
        }
        database.flush();
    }

    private AccountState merge(Checked request, Map<String, @Nullable Object> values, MatchFoundStrategy strategy, AccountState before) {
        Map<String, @Nullable Object> custom = request.dryRun()
                ? properties.preview(request.custom(), values)
                : properties.define(request.custom(), values);
        return new AccountMerge(request, custom, strategy).onto(before, request.dryRun() ? contacts::preview : contacts::matchOrCreate);
    }
}
