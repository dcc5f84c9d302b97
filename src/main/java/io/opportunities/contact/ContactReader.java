package io.opportunities.contact;

import io.opportunities.changelog.ChangeResponse;
import io.opportunities.changelog.Changelog;
import io.opportunities.changelog.RecordKind;
import io.opportunities.common.ApiException;
import io.opportunities.common.Shown;
import io.opportunities.listing.Listing;
import io.opportunities.listing.Page;
import io.opportunities.listing.PageQuery;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** Shows contacts with the accounts and opportunities they belong to. */
@Service
@Transactional(readOnly = true)
class ContactReader {

    private final ContactRepository contacts;
    private final Listing listing;
    private final Changelog changelog;

    ContactReader(ContactRepository contacts, Listing listing, Changelog changelog) {
        this.contacts = contacts;
        this.listing = listing;
        this.changelog = changelog;
    }

    Page<ContactResponse> list(ContactFilter filter, PageQuery query) {
        return listing.page(Contact.class, filter.conditions(), query, Contact::id).map(this::show);
    }

    Shown<ContactResponse> byId(long id) {
        return contacts.findById(id).map(this::shown).orElseThrow(() -> ApiException.notFound("contact", id));
    }

    Page<ChangeResponse> changes(long id, PageQuery query) {
        Page<ChangeResponse> changes = changelog.of(RecordKind.CONTACT, id, query);
        // one that is removed is still told of
        if (changes.items().isEmpty() && !contacts.existsById(id)) {
            throw ApiException.notFound("contact", id);
        }
        return changes;
    }

    Shown<ContactResponse> shown(Contact contact) {
        return new Shown<>(show(List.of(contact)).getFirst(), contact.version());
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
}
