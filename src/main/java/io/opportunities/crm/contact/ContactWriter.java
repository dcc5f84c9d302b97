package io.opportunities.crm.contact;

import io.opportunities.crm.changelog.Changelog;
import io.opportunities.crm.contact.body.ContactDraft;
import io.opportunities.crm.contact.body.ContactResponse;
import io.opportunities.crm.contact.point.ContactPoints;
import io.opportunities.identity.Caller;
import io.opportunities.matching.MatchLock;
import io.opportunities.web.IfMatch;
import io.opportunities.web.VersionedResponse;
import io.opportunities.web.error.ApiException;
import io.opportunities.web.error.Violation.Code;
import io.opportunities.web.error.Violations;
import jakarta.persistence.EntityManager;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.springframework.dao.OptimisticLockingFailureException;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** Creates, changes and removes contacts for client requests. */
@Service
@Transactional(readOnly = true)
class ContactWriter {

    private static final int UNLINK_BATCH_SIZE = 50;

    private final ContactRepository contacts;
    private final ContactReader reader;
    private final AccountLinks links;
    private final MatchLock locks;
    private final Changelog changelog;
    private final EntityManager database;
    private final InstantSource time;

    ContactWriter(ContactRepository contacts, ContactReader reader, AccountLinks links, MatchLock locks, Changelog changelog,
            EntityManager database, InstantSource time) {
        this.contacts = contacts;
        this.reader = reader;
        this.links = links;
        this.locks = locks;
        this.changelog = changelog;
        this.database = database;
        this.time = time;
    }

    @Transactional
    VersionedResponse<ContactResponse> create(ContactDraft draft, Violations violations) {
        check(draft, violations);
        locks.acquire(ContactPoints.lockNames(draft.emailsOrNone(), draft.phonesOrNone()));
        Instant now = time.instant();
        Contact contact = contacts.save(new Contact(draft, Caller.current().userId(), now));
        database.flush();
        List<Long> accountIds = draft.accountIds().or(List.of());
        if (!accountIds.isEmpty()) {
            links.ofContact(contact.id(), accountIds, List.of(), now);
            contact.assignAccounts(accountIds);
        }
        changelog.created(contact);
        return reader.toResponse(contact);
    }

    /** @throws ApiException with all violations of the request; 404; 412 if the contact has another version */
    @Transactional
    VersionedResponse<ContactResponse> update(long id, ContactDraft draft, IfMatch ifMatch, Violations violations) {
        check(draft, violations);
        boolean keysChange = !draft.emails().isAbsent() || !draft.phones().isAbsent();
        Set<String> locked = keysChange
                ? lockKeys(id, ContactPoints.lockNames(draft.emailsOrNone(), draft.phonesOrNone()))
                : Set.of();
        Instant now = time.instant();
        List<ContactRepository.Relinked> relinked = relink(id, draft, now);
        Contact contact = contacts.findForUpdate(id).orElseThrow(() -> reader.missing(id));
        if (keysChange) {
            checkLocked(contact, locked);
        }
        ifMatch.check(contact.version());
        if (!draft.accountIds().isAbsent()) {
            contact.assignAccounts(accountsBefore(id, draft, relinked));
        }
        Map<String, Object> before = contact.members();
        if (contact.change(draft, now)) {
            changelog.changed(contact, before, true);
            database.flush();
        }
        return reader.toResponse(contact);
    }

    /**
     * Locks the keys of the contact, so that a record that is finding it by one of them is written before the contact changes.
     *
     * @param others what else is locked at once
     */
    private Set<String> lockKeys(long id, Collection<String> others) {
        Set<String> names = new HashSet<>(others);
        long companyId = Caller.current().companyId();
        contacts.keys(companyId, id).ifPresent(keys -> names.addAll(keys.lockNames()));
        locks.acquire(names);
        // a record that was ahead may have given the contact another one; the next cannot. A wait now would break the order of locks
        contacts.keys(companyId, id).map(ContactRepository.Keys::lockNames).filter(now -> !names.containsAll(now)).ifPresent(now -> {
            if (!locks.tryAcquire(now)) {
                throw new OptimisticLockingFailureException("the contact has got another e-mail or phone meanwhile");
            }
            names.addAll(now);
        });
        return names;
    }

    private static void checkLocked(Contact contact, Set<String> locked) {
        if (!locked.containsAll(contact.lockNames())) {
            throw new OptimisticLockingFailureException("the contact has got another e-mail or phone meanwhile");
        }
    }

    /** Changes the links before the contact is locked, because accounts are locked first. */
    private List<ContactRepository.Relinked> relink(long id, ContactDraft draft, Instant now) {
        if (draft.accountIds().isAbsent()) {
            return List.of();
        }
        if (!contacts.existsById(id)) {
            throw reader.missing(id);
        }
        List<Long> wanted = draft.accountIds().or(List.of());
        List<Long> current = contacts.accountIds(id);
        return links.ofContact(id, without(wanted, current), without(current, wanted), now);
    }

    /**
     * @throws OptimisticLockingFailureException if another transaction changed the links between the first read and the lock on the contact
     */
    private List<Long> accountsBefore(long id, ContactDraft draft, List<ContactRepository.Relinked> relinked) {
        List<Long> now = contacts.accountIds(id);
        if (!now.equals(draft.accountIds().or(List.of()))) {
            throw new OptimisticLockingFailureException("the contact was linked or unlinked meanwhile");
        }
        Set<Long> before = new TreeSet<>(now);
        relinked.forEach(account -> {
            if (account.linked()) {
                before.remove(account.id());
            } else {
                before.add(account.id());
            }
        });
        return List.copyOf(before);
    }

    /**
     * Removes a contact, with immediate effect. Records beyond {@link #UNLINK_BATCH_SIZE}, and those locked by other transactions, refer to
     * it until {@link ContactRemoval} unlinks them.
     */
    @Transactional
    ContactResponse remove(long id, IfMatch ifMatch) {
        Set<String> locked = lockKeys(id, List.of());
        Contact contact = contacts.findForUpdate(id).orElseThrow(() -> reader.missing(id));
        checkLocked(contact, locked);
        ifMatch.check(contact.version());
        contact.assignAccounts(contacts.accountIds(id));
        ContactResponse response = reader.toResponse(contact).body();
        Instant now = time.instant();
        changelog.deleted(contact, now);
        database.detach(contact);
        Caller by = Caller.current();
        contacts.remove(by.companyId(), id, by.userId(), by.keyId(), now, UNLINK_BATCH_SIZE);
        return response;
    }

    private void check(ContactDraft draft, Violations violations) {
        List<Long> ids = draft.accountIds().or(List.of());
        Collection<Long> known = ids.isEmpty() || violations.mentions("accountIds") ? ids : contacts.knownAccounts(ids);
        for (int i = 0; i < ids.size(); i++) {
            if (!known.contains(ids.get(i)) && !violations.mentions("accountIds[" + i + "]")) {
                violations.add("accountIds[" + i + "]", Code.UNKNOWN_REFERENCE,
                        "must be the id of an account; there is no account %d".formatted(ids.get(i)));
            }
        }
        violations.rejectIfAny();
    }

    private static List<Long> without(List<Long> all, List<Long> some) {
        return all.stream().filter(id -> !some.contains(id)).toList();
    }
}
