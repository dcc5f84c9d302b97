package io.opportunities.crm.contact;

import io.opportunities.crm.changelog.ChangeResponse;
import io.opportunities.crm.changelog.Changelog;
import io.opportunities.crm.contact.body.ContactResponse;
import io.opportunities.crm.contact.search.ContactFilter;
import io.opportunities.crm.merge.RecordMerger;
import io.opportunities.identity.Caller;
import io.opportunities.search.PageReader;
import io.opportunities.search.RecordType;
import io.opportunities.search.page.Page;
import io.opportunities.search.page.PageQuery;
import io.opportunities.web.VersionedResponse;
import io.opportunities.web.error.ApiException;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** Reads contacts with their accounts and opportunities. */
@Service
@Transactional(readOnly = true)
class ContactReader {

    /** Maximum number of linked records in a response, per kind. */
    private static final int MAX_LINKED = 100;
    private static final int MAX_LINKED_PER_PAGE = 1_000;
    /** Maximum number of newest linked records to scan, archived ones included. */
    private static final int MAX_SCANNED = 1_000;

    private final ContactRepository contacts;
    private final PageReader listing;
    private final Changelog changelog;

    ContactReader(ContactRepository contacts, PageReader listing, Changelog changelog) {
        this.contacts = contacts;
        this.listing = listing;
        this.changelog = changelog;
    }

    Page<ContactResponse> list(ContactFilter filter, PageQuery query) {
        return listing.page(Contact.class, filter.conditions(), query, Contact::id).map(this::toResponses);
    }

    VersionedResponse<ContactResponse> byId(long id) {
        return contacts.findById(id).map(this::toResponse)
                .or(() -> contacts.mergedInto(Caller.current().companyId(), id)
                        .flatMap(into -> contacts.findById(into).map(target -> toResponse(target).mergedInto(into))))
                .orElseThrow(() -> ApiException.notFound("contact", id));
    }

    Page<ChangeResponse> changes(long id, PageQuery query) {
        Page<ChangeResponse> changes = changelog.of(RecordType.CONTACT, id, query);
        // a removed contact still has its changes
        if (changes.items().isEmpty() && !contacts.existsById(id)) {
            throw ApiException.notFound("contact", id);
        }
        return changes;
    }

    /** Returns the error for a contact that is not there: 409 if it was merged, else 404. */
    ApiException missing(long id) {
        return contacts.mergedInto(Caller.current().companyId(), id).map(into -> RecordMerger.merged(RecordType.CONTACT, id, into))
                .orElseGet(() -> ApiException.notFound("contact", id));
    }

    VersionedResponse<ContactResponse> toResponse(Contact contact) {
        return new VersionedResponse<>(toResponses(List.of(contact)).getFirst(), contact.version());
    }

    private List<ContactResponse> toResponses(List<Contact> page) {
        if (page.isEmpty()) {
            return List.of();
        }
        Long[] ids = page.stream().map(Contact::id).toArray(Long[]::new);
        int limit = Math.max(1, Math.min(MAX_LINKED, MAX_LINKED_PER_PAGE / ids.length));
        long company = Caller.current().companyId();
        Map<Long, List<ContactResponse.Linked>> accounts = linked(contacts.accounts(company, ids, limit));
        Map<Long, List<ContactResponse.Linked>> opportunities = linked(contacts.opportunities(company, ids, MAX_SCANNED, limit));
        return page.stream()
                .map(contact -> contact.response(accounts.getOrDefault(contact.id(), List.of()),
                        opportunities.getOrDefault(contact.id(), List.of())))
                .toList();
    }

    private static Map<Long, List<ContactResponse.Linked>> linked(List<ContactRepository.Link> links) {
        return links.stream().collect(Collectors.groupingBy(ContactRepository.Link::contactId,
                Collectors.mapping(link -> new ContactResponse.Linked(link.id(), link.title()), Collectors.toList())));
    }
}
