package io.opportunities.contact;

import io.opportunities.changelog.Changelog;
import io.opportunities.common.ApiException;
import io.opportunities.common.IfMatch;
import io.opportunities.common.Shown;
import io.opportunities.common.Violation.Code;
import io.opportunities.common.Violations;
import io.opportunities.identity.Caller;
import io.opportunities.matching.MatchLock;
import jakarta.persistence.EntityManager;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** Makes, changes and removes contacts as clients ask for it. */
@Service
@Transactional(readOnly = true)
class ContactEditor {

    private final ContactRepository contacts;
    private final ContactReader reader;
    private final MatchLock locks;
    private final Changelog changelog;
    private final ApplicationEventPublisher events;
    private final EntityManager database;
    private final InstantSource time;

    ContactEditor(ContactRepository contacts, ContactReader reader, MatchLock locks, Changelog changelog, ApplicationEventPublisher events,
            EntityManager database, InstantSource time) {
        this.contacts = contacts;
        this.reader = reader;
        this.locks = locks;
        this.changelog = changelog;
        this.events = events;
        this.database = database;
        this.time = time;
    }

    @Transactional
    Shown<ContactResponse> create(ContactDraft draft, Violations violations) {
        check(draft, violations);
        locks.hold(Handles.lockNames(draft.emailsOrNone(), draft.phonesOrNone()));
        Instant now = time.instant();
        Contact contact = contacts.save(new Contact(draft, Caller.current().userId(), now));
        database.flush();
        belongTo(contact, draft.accountIds().or(List.of()));
        changelog.created(contact, now);
        return reader.shown(contact);
    }

    /** @throws ApiException with everything that is wrong with the request, 404, or 412 where the contact is at another version */
    @Transactional
    Shown<ContactResponse> update(long id, ContactDraft draft, IfMatch ifMatch, Violations violations) {
        check(draft, violations);
        locks.hold(Handles.lockNames(draft.emailsOrNone(), draft.phonesOrNone()));
        Contact contact = contacts.hold(id).orElseThrow(() -> ApiException.notFound("contact", id));
        ifMatch.check(contact.version());
        contact.knowAccounts(contacts.accountIds(id));
        Map<String, Object> before = contact.members();
        Instant now = time.instant();
        if (contact.change(draft, now)) {
            if (!draft.accountIds().isAbsent()) {
                contacts.unlinkContact(id);
                belongTo(contact, draft.accountIds().or(List.of()));
            }
            changelog.changed(contact, before, true, now);
            database.flush();
        }
        return reader.shown(contact);
    }

    /** Removes a contact from the records that have it, and then itself. */
    @Transactional
    ContactResponse remove(long id, IfMatch ifMatch) {
        Contact contact = contacts.findById(id).orElseThrow(() -> ApiException.notFound("contact", id));
        ContactResponse shown = reader.shown(contact).body();
        // whoever is matching this contact goes first, or makes a new one after
        locks.hold(contact.lockNames());
        // the records before the contact, as everybody locks them; then those that took it meanwhile
        events.publishEvent(new ContactRemoved(id));
        if (contacts.holdForRemoval(Caller.current().companyId(), id).isEmpty()) {
            throw ApiException.notFound("contact", id);
        }
        database.refresh(contact);
        locks.hold(contact.lockNames());
        ifMatch.check(contact.version());
        contact.knowAccounts(contacts.accountIds(id));
        changelog.deleted(contact, time.instant());
        events.publishEvent(new ContactRemoved(id));
        contacts.unlinkContact(id);
        contacts.delete(contact);
        database.flush();
        return shown;
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

    private void belongTo(Contact contact, List<Long> accountIds) {
        contact.knowAccounts(accountIds);
        if (!accountIds.isEmpty()) {
            contacts.link(Caller.current().companyId(), accountIds.toArray(Long[]::new), new Long[]{contact.id()});
        }
    }
}
