package io.opportunities.crm.contact;

import io.opportunities.common.metrics.AfterCommitCounter;
import io.opportunities.crm.changelog.Changelog;
import io.opportunities.crm.contact.body.ContactDraft;
import io.opportunities.crm.contact.match.ContactKeys;
import io.opportunities.crm.contact.match.ContactMatch;
import io.opportunities.crm.contact.point.ContactPoints;
import io.opportunities.identity.Caller;
import io.opportunities.matching.MatchLock;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.function.ToLongFunction;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.dao.OptimisticLockingFailureException;
import org.springframework.stereotype.Component;

/** Finds the contact for the e-mail and phone of a record, and adds what it lacks. */
@Component
final class ContactFinder {

    private final ContactRepository contacts;
    private final ContactKeys keys;
    private final AccountLinks links;
    private final MatchLock locks;
    private final Counted counted;
    private final InstantSource time;

    ContactFinder(ContactRepository contacts, ContactKeys keys, AccountLinks links, MatchLock locks, Counted counted, InstantSource time) {
        this.contacts = contacts;
        this.keys = keys;
        this.links = links;
        this.locks = locks;
        this.counted = counted;
        this.time = time;
    }

    /** Records the work on contacts in the changelog and in the metrics. */
    @Component
    record Counted(Changelog changelog, AfterCommitCounter committed) {

        void count(String outcome) {
            committed.count("opportunities.contacts", "outcome", outcome);
        }
    }

    ContactWish wish(ContactPoints record, ContactPoints supplied, @Nullable Long accountId, Collection<Long> others) {
        return new ContactWish(keys.current(record, supplied), supplied, accountId, others);
    }

    /** Finds the contacts of a wish. Their rows remain until the transaction ends. */
    ContactRepository.Match look(ContactWish wish) {
        return withOtherKeys(wish, find(wish, true));
    }

    /** Finds the contacts of several wishes, with one statement, or none without wishes. */
    List<ContactRepository.Match> lookAll(List<ContactWish> wishes) {
        if (wishes.isEmpty()) {
            return List.of();
        }
        List<ContactRepository.Match> found = contacts.matchAll(Caller.current().companyId(),
                wishes.stream().map(ContactWish::emailKey).toArray(String[]::new),
                wishes.stream().map(ContactWish::phoneKey).toArray(String[]::new));
        return IntStream.range(0, wishes.size()).mapToObj(i -> withOtherKeys(wishes.get(i), found.get(i))).toList();
    }

    private ContactRepository.Match withOtherKeys(ContactWish wish, ContactRepository.Match match) {
        if (!match.hasOtherKeys()) {
            return match;
        }
        keys.refresh(wish.record());
        return find(wish, true);
    }

    private ContactRepository.Match find(ContactWish wish, boolean lock) {
        return contacts.match(Caller.current().companyId(), wish.emailKey(), wish.phoneKey(), lock);
    }

    ContactMatch preview(ContactWish wish) {
        ContactRepository.Match match = find(wish, false);
        return match.contact().isEmpty() ? ContactMatch.created(null) : matched(match, wish);
    }

    /**
     * Returns the contact of a wish, with what it lacked.
     *
     * @param create creates a new one, and returns its id
     * @throws OptimisticLockingFailureException if the contact changed meanwhile
     */
    ContactMatch matched(ContactWish wish, ContactRepository.Match match, ToLongFunction<ContactWish> create) {
        checkUnchanged(wish, match);
        counted.count(match.contact().isPresent() ? "matched" : "created");
        if (match.contact().isEmpty()) {
            return ContactMatch.created(create.applyAsLong(wish));
        }
        extend(match.contact().get(), wish, match);
        return matched(match, wish);
    }

    /** Returns a matched contact, with the other one that has the phone. A phone that both have is no conflict. */
    private ContactMatch matched(ContactRepository.Match match, ContactWish wish) {
        Long conflict = match.byPhone();
        Long id = match.contact().orElseThrow();
        boolean shared = conflict == null || conflict.equals(id) || contacts.hasPhone(Caller.current().companyId(), id, wish.phoneKey());
        return new ContactMatch(ContactMatch.Outcome.MATCHED, id, shared ? null : conflict);
    }

    /** Checks that a match stays as it is until the transaction ends: by the lock on its key, else by a lock on the contact itself. */
    private void checkUnchanged(ContactWish wish, ContactRepository.Match match) {
        if (match.contact().isEmpty()
                || locks.isAcquired(match.byEmail() == null ? wish.record().phoneLock() : wish.record().emailLock())) {
            return;
        }
        contacts.lock(Caller.current().companyId(), match.contact().get());
        if (!look(wish).equals(match)) {
            throw new OptimisticLockingFailureException("the matching contact was changed meanwhile");
        }
    }

    /** Adds missing values to a contact. It locks the contact, after the account, only if a value is missing. */
    private void extend(long id, ContactWish wish, ContactRepository.Match match) {
        Instant now = time.instant();
        Long accountId = wish.accountId();
        boolean linked = accountId != null && !links.ofContact(id, List.of(accountId), List.of(), now).isEmpty();
        if (wish.newEmail(match) == null && wish.newPhone(match) == null && !linked) {
            return;
        }
        if (!wish.others().isEmpty()) {
            contacts.lockAll(Caller.current().companyId(), Stream.concat(wish.others().stream(), Stream.of(id)).toArray(Long[]::new));
        }
        Contact contact = contacts.findForUpdate(id)
                .orElseThrow(() -> new OptimisticLockingFailureException("the contact was removed meanwhile"));
        Map<String, Object> added = contact.add(wish.newEmail(match), wish.newPhone(match), linked ? accountId : null, now);
        if (!added.isEmpty()) {
            counted.changelog.added(contact, added);
        }
    }

    /** Returns the new contact of a wish, which is not saved. */
    Contact contact(ContactWish wish) {
        ContactPoints points = wish.supplied();
        return new Contact(ContactDraft.of(points.namesNobody() ? points : points.naming()), Caller.current().userId(), time.instant());
    }

    /** Links a new contact, which is saved, to an account. */
    void link(Contact contact, long accountId) {
        links.ofContact(contact.id(), List.of(accountId), List.of(), time.instant());
        contact.assignAccounts(List.of(accountId));
    }
}
