package io.opportunities.contact;

import io.opportunities.common.ApiException;
import io.opportunities.common.Violation.Code;
import io.opportunities.common.Violations;
import io.opportunities.identity.Caller;
import io.opportunities.listing.Conditions;
import io.opportunities.listing.Listing;
import io.opportunities.listing.Page;
import io.opportunities.listing.PageQuery;
import io.opportunities.matching.MatchBy;
import io.opportunities.matching.MatchLock;
import jakarta.persistence.EntityManager;
import jakarta.persistence.LockModeType;
import java.time.InstantSource;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** The face of this package: finds, makes and links contacts. */
@Service
@Transactional(readOnly = true)
public class ContactService {

    private final ContactRepository contacts;
    private final Listing listing;
    private final MatchLock locks;
    private final EntityManager database;
    private final InstantSource time;

    ContactService(ContactRepository contacts, Listing listing, MatchLock locks, EntityManager database, InstantSource time) {
        this.contacts = contacts;
        this.listing = listing;
        this.locks = locks;
        this.database = database;
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
            return match;
        }).orElseGet(() -> contacts.save(unnamed(brought)));
        if (accountId != null) {
            link(contact.id(), List.of(accountId));
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
            contact.add(listOf(email), listOf(phone), time.instant());
        }
    }

    /** Links contacts to an account; those it has already stay. */
    @Transactional
    public void linkToAccount(long accountId, List<Long> contactIds) {
        contactIds.forEach(contactId -> link(contactId, List.of(accountId)));
    }

    @Transactional
    public void unlinkFromAccount(long accountId) {
        contacts.unlink(accountId);
    }

    @Transactional
    ContactResponse create(ContactDraft draft, Violations violations) {
        if (!violations.mentions("accountIds")) {
            checkAccounts(draft.accountIds(), violations);
        }
        violations.rejectIfAny();
        locks.hold(Stream.concat(draft.emails().stream().map(email -> MatchBy.PRIMARY_EMAIL.lockName(email.key())),
                draft.phones().stream().map(phone -> MatchBy.PRIMARY_PHONE.lockName(phone.key()))).toList());
        Contact contact = contacts.save(new Contact(draft, Caller.current().userId(), time.instant()));
        link(contact.id(), draft.accountIds());
        return show(List.of(contact)).getFirst();
    }

    Page<ContactResponse> list(PageQuery query) {
        return listing.page(Contact.class, new Conditions(), query, Contact::id).map(this::show);
    }

    ContactResponse byId(long id) {
        return contacts.findById(id).map(contact -> show(List.of(contact)).getFirst())
                .orElseThrow(() -> ApiException.notFound("contact", id));
    }

    private void checkAccounts(List<Long> ids, Violations violations) {
        Collection<Long> known = ids.isEmpty() ? List.of() : contacts.knownAccounts(ids);
        for (int i = 0; i < ids.size(); i++) {
            if (!known.contains(ids.get(i)) && !violations.mentions("accountIds[" + i + "]")) {
                violations.add("accountIds[" + i + "]", Code.UNKNOWN_REFERENCE,
                        "must be the id of an account; there is no account %d".formatted(ids.get(i)));
            }
        }
    }

    private void link(long contactId, List<Long> accountIds) {
        database.flush();
        accountIds.stream().distinct().forEach(accountId -> contacts.link(Caller.current().companyId(), accountId, contactId));
    }

    private List<ContactResponse> show(List<Contact> page) {
        List<Long> ids = page.stream().map(Contact::id).toList();
        Map<Long, List<ContactResponse.Linked>> accounts = linked(ids.isEmpty() ? List.of() : contacts.accounts(ids));
        Map<Long, List<ContactResponse.Linked>> opportunities = linked(ids.isEmpty() ? List.of() : contacts.opportunities(ids));
        return page.stream()
                .map(contact -> contact.response(accounts.getOrDefault(contact.id(), List.of()),
                        opportunities.getOrDefault(contact.id(), List.of())))
                .toList();
    }

    private static Map<Long, List<ContactResponse.Linked>> linked(List<ContactRepository.Link> links) {
        return links.stream().collect(Collectors.groupingBy(ContactRepository.Link::contactId,
                Collectors.mapping(link -> new ContactResponse.Linked(link.id(), link.title()), Collectors.toList())));
    }

    private Contact unnamed(Handles handles) {
        List<Handle> emails = listOf(handles.email());
        List<Handle> phones = listOf(handles.phone());
        String name = Stream.concat(emails.stream(), phones.stream()).findFirst().orElseThrow().value();
        return new Contact(new ContactDraft(name, null, emails, phones, List.of()), Caller.current().userId(), time.instant());
    }

    private static Optional<Contact> first(List<Contact> found, Predicate<Contact> condition) {
        return found.stream().filter(condition).findFirst();
    }

    private static List<Handle> listOf(@Nullable Handle handle) {
        return handle == null ? List.of() : List.of(handle);
    }
}
