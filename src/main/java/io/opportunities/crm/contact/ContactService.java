package io.opportunities.crm.contact;

import io.opportunities.crm.changelog.Changelog;
import io.opportunities.crm.contact.match.ContactMatch;
import io.opportunities.crm.contact.point.ContactPoints;
import io.opportunities.crm.contact.point.ContactReachable;
import io.opportunities.crm.contact.point.ContactSummary;
import io.opportunities.identity.Caller;
import io.opportunities.web.error.Violation.Code;
import io.opportunities.web.error.Violations;
import jakarta.persistence.EntityManager;
import java.time.InstantSource;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.SequencedSet;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.dao.OptimisticLockingFailureException;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** The public service of this package: finds, creates and links contacts. */
@Service
@Transactional(readOnly = true)
public class ContactService {

    private final ContactRepository contacts;
    private final ContactFinder finder;
    private final AccountLinks links;
    private final Changelog changelog;
    private final EntityManager database;
    private final InstantSource time;

    ContactService(ContactRepository contacts, ContactFinder finder, AccountLinks links, Changelog changelog, EntityManager database,
            InstantSource time) {
        this.contacts = contacts;
        this.finder = finder;
        this.links = links;
        this.changelog = changelog;
        this.database = database;
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
        ContactWish wish = finder.wish(record, supplied, accountId, others);
        return finder.matched(wish, finder.look(wish), this::created);
    }

    /** Returns the contact that {@link #matchOrCreate} would find, without any change. */
    public ContactMatch preview(ContactPoints record, ContactPoints supplied, @Nullable Long accountId, Collection<Long> others) {
        return finder.preview(finder.wish(record, supplied, accountId, others));
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

    private long created(ContactWish wish) {
        Contact contact = contacts.save(finder.contact(wish));
        Long accountId = wish.accountId();
        if (accountId != null) {
            database.flush();
            finder.link(contact, accountId);
        }
        changelog.created(contact);
        return contact.id();
    }
}
