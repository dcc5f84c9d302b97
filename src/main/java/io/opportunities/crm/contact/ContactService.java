package io.opportunities.crm.contact;

import io.opportunities.common.metrics.AfterCommitCounter;
import io.opportunities.crm.changelog.Changelog;
import io.opportunities.identity.Caller;
import io.opportunities.matching.MatchLock;
import io.opportunities.web.error.Violation.Code;
import io.opportunities.web.error.Violations;
import jakarta.persistence.EntityManager;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SequencedSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.dao.OptimisticLockingFailureException;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** The public service of this package: finds, creates and links contacts. */
@Service
@Transactional(readOnly = true)
public class ContactService {

    private static final String METRIC = "opportunities.contacts";
    private static final String OUTCOME = "outcome";

    private final ContactRepository contacts;
    private final ContactKeys keys;
    private final AccountLinks links;
    private final MatchLock locks;
    private final Changelog changelog;
    private final EntityManager database;
    private final AfterCommitCounter committed;
    private final InstantSource time;

    ContactService(ContactRepository contacts, ContactKeys keys, AccountLinks links, MatchLock locks, Changelog changelog,
            EntityManager database,
            AfterCommitCounter committed,
            InstantSource time) {
        this.contacts = contacts;
        this.keys = keys;
        this.links = links;
        this.locks = locks;
        this.changelog = changelog;
        this.database = database;
        this.committed = committed;
        this.time = time;
    }

    /** Returns the contacts with these ids, in this order. Unknown ids of the caller's company add violations of {@code field}. */
    public List<ContactSummary> check(String field, List<Long> ids, Violations violations) {
        if (ids.isEmpty()) {
            return List.of();
        }
        Map<Long, ContactSummary> found = contacts.firsts(new LinkedHashSet<>(ids)).stream()
                .map(ContactRepository.Firsts::summary)
                .collect(Collectors.toMap(ContactSummary::id, contact -> contact));
        for (int i = 0; i < ids.size(); i++) {
            if (!found.containsKey(ids.get(i)) && !violations.mentions(field + "[" + i + "]")) {
                violations.add(field + "[" + i + "]", Code.UNKNOWN_REFERENCE,
                        "must be the id of a contact; there is no contact %d, create it first with POST /contacts".formatted(ids.get(i)));
            }
        }
        return ids.stream().distinct().filter(found::containsKey).map(found::get).toList();
    }

    /**
     * Reads contacts of the caller's company by id, with one statement, or none without ids.
     *
     * @param ids in order of importance
     * @param sure how many of the first ids are always read
     * @param bytes maximum size of all contacts together
     */
    public Map<Long, ContactReachable> reachable(SequencedSet<Long> ids, int sure, int bytes) {
        return ids.isEmpty()
                ? Map.of()
                : contacts.reachable(Caller.current().companyId(), ids.toArray(Long[]::new), sure, bytes).stream()
                        .map(ContactRepository.Reachable::toResponse)
                        .collect(Collectors.toMap(ContactReachable::id, contact -> contact));
    }

    /**
     * Returns the contact that has the record's e-mail, else its phone number, lowest id first, else a new one. Supplied values that no
     * contact of the company has are added to it. Values that the record had before are not locked, so a new contact omits them.
     *
     * @param record the e-mail and phone of the record after the request
     * @param supplied those of them that the request supplied, with the name of a new contact; the caller has acquired their match locks
     * @param others contacts that the caller locks after this: all are locked in one order
     * @return the contact, whose row remains until the transaction ends
     */
    @Transactional
    public ContactMatch matchOrCreate(ContactPoints record, ContactPoints supplied, @Nullable Long accountId, Collection<Long> others) {
        ContactPoints current = keys.current(record, supplied);
        ContactRepository.Match match = lockedMatch(current);
        committed.count(METRIC, OUTCOME, match.contact().isPresent() ? "matched" : "created");
        if (match.contact().isEmpty()) {
            return ContactMatch.created(created(supplied, accountId));
        }
        ContactPoints named = supplied.naming();
        ContactPoint email = match.byEmail() == null ? named.email() : null;
        ContactPoint phone = match.byPhone() == null ? named.phone() : null;
        extend(match.contact().get(), email, phone, accountId, others);
        return matched(match, current);
    }

    /** Returns the contact that {@link #matchOrCreate} would find, without any change. */
    public ContactMatch preview(ContactPoints record, ContactPoints supplied, @Nullable Long accountId, Collection<Long> others) {
        ContactPoints current = keys.current(record, supplied);
        ContactRepository.Match match = match(current, false);
        return match.contact().isEmpty() ? ContactMatch.created(null) : matched(match, current);
    }

    /** Returns a matched contact, with the other one that has the phone. A phone that both have is no conflict. */
    private ContactMatch matched(ContactRepository.Match match, ContactPoints record) {
        Long conflict = match.byPhone();
        Long id = match.contact().orElseThrow();
        boolean shared = conflict == null || conflict.equals(id)
                || contacts.hasPhone(Caller.current().companyId(), id, ContactPoints.key(record.phone()));
        return new ContactMatch(ContactMatch.Outcome.MATCHED, id, shared ? null : conflict);
    }

    /**
     * Returns a match that stays as it is until the transaction ends: by the lock on its key, else by a lock on the contact itself.
     *
     * @throws OptimisticLockingFailureException if the contact changed meanwhile
     */
    private ContactRepository.Match lockedMatch(ContactPoints record) {
        ContactRepository.Match match = match(record, true);
        if (match.contact().isPresent() && !locks.isAcquired(match.byEmail() == null ? record.phoneLock() : record.emailLock())) {
            contacts.lock(Caller.current().companyId(), match.contact().get());
            if (!match(record, true).equals(match)) {
                throw new OptimisticLockingFailureException("the matching contact was changed meanwhile");
            }
        }
        return match;
    }

    private ContactRepository.Match match(ContactPoints record, boolean lock) {
        String email = ContactPoints.key(record.email());
        String phone = ContactPoints.key(record.phone());
        ContactRepository.Match match = contacts.match(Caller.current().companyId(), email, phone, lock);
        if (!lock || !match.hasOtherKeys()) {
            return match;
        }
        keys.refresh(record);
        return contacts.match(Caller.current().companyId(), email, phone, true);
    }

    /** Adds missing values to a contact. It locks the contact, after the account, only if a value is missing. */
    private void extend(long id, @Nullable ContactPoint email, @Nullable ContactPoint phone, @Nullable Long accountId,
            Collection<Long> others) {
        Instant now = time.instant();
        boolean linked = accountId != null && !links.ofContact(id, List.of(accountId), List.of(), now).isEmpty();
        if (email == null && phone == null && !linked) {
            return;
        }
        if (!others.isEmpty()) {
            contacts.lockAll(Caller.current().companyId(), Stream.concat(others.stream(), Stream.of(id)).toArray(Long[]::new));
        }
        Contact contact = contacts.findForUpdate(id)
                .orElseThrow(() -> new OptimisticLockingFailureException("the contact was removed meanwhile"));
        Map<String, Object> added = contact.add(email, phone, linked ? accountId : null, now);
        if (!added.isEmpty()) {
            changelog.added(contact, added);
        }
    }

    /** Links contacts to an account that is new or locked, and unlinks others from it. */
    @Transactional
    public void relink(long accountId, Collection<Long> added, Collection<Long> removed) {
        if (!added.isEmpty() || !removed.isEmpty()) {
            database.flush();
            links.ofAccount(accountId, added, removed, time.instant());
        }
    }

    /** @throws OptimisticLockingFailureException if one of the contacts was removed since it was checked */
    public void requirePresent(Collection<Long> ids) {
        if (!ids.isEmpty() && contacts.isAnyRemoved(Caller.current().companyId(), ids.toArray(Long[]::new))) {
            throw new OptimisticLockingFailureException("a contact was removed meanwhile");
        }
    }

    private long created(ContactPoints points, @Nullable Long accountId) {
        Instant now = time.instant();
        Contact contact = contacts
                .save(new Contact(ContactDraft.of(points.namesNobody() ? points : points.naming()), Caller.current().userId(), now));
        if (accountId != null) {
            database.flush();
            links.ofContact(contact.id(), List.of(accountId), List.of(), now);
            contact.assignAccounts(List.of(accountId));
        }
        changelog.created(contact);
        return contact.id();
    }
}
