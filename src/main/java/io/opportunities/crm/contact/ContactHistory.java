package io.opportunities.crm.contact;

import io.opportunities.crm.changelog.PastChange;
import io.opportunities.crm.changelog.RecordHistory;
import io.opportunities.crm.changelog.field.MemberReader;
import io.opportunities.crm.contact.body.ContactResponse;
import io.opportunities.identity.Caller;
import io.opportunities.search.RecordType;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.springframework.stereotype.Component;

/** Shows contacts as they were, also removed ones. The titles of linked records, and the opportunities of a contact, are those of today. */
@Component
final class ContactHistory implements RecordHistory {

    private static final int MAX_LINKED = 100;
    private static final int MAX_SCANNED = 1_000;

    private final ContactRepository contacts;
    private final ContactHistoryRepository history;

    ContactHistory(ContactRepository contacts, ContactHistoryRepository history) {
        this.contacts = contacts;
        this.history = history;
    }

    @Override
    public RecordType kind() {
        return RecordType.CONTACT;
    }

    @Override
    public Map<Long, Present> present(Collection<Long> ids) {
        Map<Long, List<Long>> accounts = history.links(ids).stream().collect(
                Collectors.groupingBy(AccountContact::contactId, Collectors.mapping(AccountContact::accountId, Collectors.toList())));
        Map<Long, Present> present = new HashMap<>();
        history.merged(Caller.current().companyId(), ids.toArray(Long[]::new))
                .forEach(contact -> present.put(contact.id(), new Present(contact.version(), contact.members())));
        history.findAll(ids).forEach(contact -> {
            contact.assignAccounts(accounts.getOrDefault(contact.id(), List.of()));
            present.put(contact.id(), Present.of(contact));
        });
        return present;
    }

    @Override
    public List<Object> responses(List<PastChange> changes) {
        Set<Long> ids = changes.stream().map(PastChange::recordId).collect(Collectors.toSet());
        Set<Long> accounts = changes.stream().flatMap(change -> accounts(change).stream()).collect(Collectors.toSet());
        Linked linked = new Linked(creations(ids), titles(accounts), opportunities(ids));
        return changes.stream().<Object>map(change -> response(change, linked)).toList();
    }

    /** What the responses need of other rows. */
    private record Linked(Map<Long, ContactHistoryRepository.Creation> creations, Map<Long, String> titles,
            Map<Long, List<ContactResponse.Linked>> opportunities) {}

    private ContactResponse response(PastChange change, Linked linked) {
        MemberReader past = new MemberReader(change.members());
        ContactHistoryRepository.Creation creation = linked.creations.getOrDefault(change.recordId(),
                new ContactHistoryRepository.Creation(change.recordId(), change.at(), change.by() == null ? 0 : change.by().id()));
        return new ContactResponse(change.recordId(), Caller.current().companyId(), past.text("name", ""), past.text("title"),
                past.texts("emails"), past.texts("phones"), new ContactResponse.Creator(creation.userId()),
                accounts(change).stream().map(id -> new ContactResponse.Linked(id, linked.titles.get(id))).toList(), List.of(),
                linked.opportunities.getOrDefault(change.recordId(), List.of()), creation.at(), change.at());
    }

    private static List<Long> accounts(PastChange change) {
        return new MemberReader(change.members()).ids("accountIds").stream().limit(MAX_LINKED).toList();
    }

    /** Returns the creations from the contacts, and of removed ones from the changelog. */
    private Map<Long, ContactHistoryRepository.Creation> creations(Set<Long> ids) {
        Map<Long, ContactHistoryRepository.Creation> creations = new HashMap<>();
        history.findAll(ids).forEach(contact -> creations.put(contact.id(), contact.creation()));
        Long[] removed = ids.stream().filter(id -> !creations.containsKey(id)).toArray(Long[]::new);
        if (removed.length > 0) {
            history.creations(Caller.current().companyId(), removed).forEach(creation -> creations.put(creation.id(), creation));
        }
        return creations;
    }

    private Map<Long, String> titles(Set<Long> accounts) {
        Map<Long, String> titles = new HashMap<>();
        if (!accounts.isEmpty()) {
            history.accountTitles(accounts).forEach(account -> titles.put(account.id(), account.title()));
        }
        return titles;
    }

    private Map<Long, List<ContactResponse.Linked>> opportunities(Set<Long> ids) {
        return contacts.opportunities(Caller.current().companyId(), ids.toArray(Long[]::new), MAX_SCANNED, MAX_LINKED).stream()
                .collect(Collectors.groupingBy(ContactRepository.Link::contactId,
                        Collectors.mapping(link -> new ContactResponse.Linked(link.id(), link.title()), Collectors.toList())));
    }
}
