package io.opportunities.contact;

import io.opportunities.changelog.Changelog;
import io.opportunities.common.Committed;
import io.opportunities.common.Violation.Code;
import io.opportunities.common.Violations;
import io.opportunities.identity.Caller;
import jakarta.persistence.EntityManager;
import jakarta.persistence.LockModeType;
import java.time.Instant;
import java.time.InstantSource;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** The face of this package: finds, makes and links contacts. */
@Service
@Transactional(readOnly = true)
public class ContactService {

    private static final String METRIC = "opportunities.contacts";
    private static final String OUTCOME = "outcome";

    private final ContactRepository contacts;
    private final Changelog changelog;
    private final EntityManager database;
    private final Committed committed;
    private final InstantSource time;

    ContactService(ContactRepository contacts, Changelog changelog, EntityManager database, Committed committed, InstantSource time) {
        this.contacts = contacts;
        this.changelog = changelog;
        this.database = database;
        this.committed = committed;
        this.time = time;
    }

    /** The contacts of these ids, in this order; ids that the caller's company does not have are noted as violations of {@code field}. */
    public List<ContactSummary> check(String field, List<Long> ids, Violations violations) {
        if (ids.isEmpty()) {
            return List.of();
        }
        Map<Long, ContactSummary> found = contacts.findByIdIn(new LinkedHashSet<>(ids)).stream()
                .map(Contact::summary)
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
     * The contact that has the record's e-mail, else the one that has its phone number, lowest id first, else a new one. What the request
     * brings and nobody in the company has is added to it; of what was there before no lock is held, so a new contact does without.
     *
     * @param record the e-mail and phone of the record as it is to be
     * @param brought those of them that came with the request; the caller holds their match locks
     * @return its id, always there
     */
    @Transactional
    public Optional<Long> matchOrCreate(Handles record, Handles brought, @Nullable Long accountId) {
        List<Contact> found = contacts.matching(Handles.key(record.email()), Handles.key(record.phone()));
        Optional<Contact> byEmail = first(found, contact -> contact.hasEmail(Handles.key(record.email())));
        Optional<Contact> byPhone = first(found, contact -> contact.hasPhone(Handles.key(record.phone())));
        Contact contact = byEmail.or(() -> byPhone).map(match -> {
            add(match, byEmail.isPresent() ? null : brought.email(), byPhone.isPresent() ? null : brought.phone());
            committed.count(METRIC, OUTCOME, "matched");
            return match;
        }).orElseGet(() -> created(brought));
        if (accountId != null) {
            linkToAccount(accountId, List.of(contact.id()));
        }
        return Optional.of(contact.id());
    }

    /** The contact that {@link #matchOrCreate} would find; nothing is made, added or linked. */
    public Optional<Long> preview(Handles record, Handles brought, @Nullable Long accountId) {
        List<Contact> found = contacts.matching(Handles.key(record.email()), Handles.key(record.phone()));
        return first(found, contact -> contact.hasEmail(Handles.key(record.email())))
                .or(() -> first(found, contact -> contact.hasPhone(Handles.key(record.phone()))))
                .map(Contact::id);
    }

    private void add(Contact contact, @Nullable Handle email, @Nullable Handle phone) {
        if (email != null || phone != null) {
            database.refresh(contact, LockModeType.PESSIMISTIC_WRITE);
            Map<String, Object> before = contact.members();
            Instant now = time.instant();
            contact.add(listOf(email), listOf(phone), now);
            changelog.changed(contact, before, true, now);
        }
    }

    /** Links contacts to an account; those it has already stay. */
    @Transactional
    public void linkToAccount(long accountId, List<Long> contactIds) {
        if (!contactIds.isEmpty()) {
            database.flush();
            contacts.link(Caller.current().companyId(), new Long[]{accountId}, contactIds.toArray(Long[]::new));
        }
    }

    @Transactional
    public void unlinkFromAccount(long accountId) {
        contacts.unlinkAccount(accountId);
    }

    private Contact created(Handles handles) {
        Instant now = time.instant();
        ContactDraft draft = ContactDraft.unnamed(listOf(handles.email()), listOf(handles.phone()));
        Contact contact = contacts.save(new Contact(draft, Caller.current().userId(), now));
        changelog.created(contact, now);
        committed.count(METRIC, OUTCOME, "created");
        return contact;
    }

    private static Optional<Contact> first(List<Contact> found, Predicate<Contact> condition) {
        return found.stream().filter(condition).findFirst();
    }

    private static List<Handle> listOf(@Nullable Handle handle) {
        return handle == null ? List.of() : List.of(handle);
    }
}
