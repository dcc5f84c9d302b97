package io.opportunities.crm.account;

import io.opportunities.crm.contact.ContactService;
import io.opportunities.crm.contact.point.ContactReachable;
import io.opportunities.crm.property.PropertyService;
import io.opportunities.crm.property.value.CustomValuesNormaliser;
import io.opportunities.crm.record.RecordPresenter;
import io.opportunities.search.RecordType;
import io.opportunities.web.server.ResponseMemoryLimit;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.SequencedSet;
import java.util.Set;
import java.util.stream.IntStream;
import org.springframework.stereotype.Component;

/** Converts accounts to responses, with their contacts. */
@Component
final class AccountPresenter implements RecordPresenter<Account, AccountResponse> {

    private static final int MAX_CONTACTS = 100;
    private static final int MAX_CONTACTS_PER_PAGE = 1_000;

    private final PropertyService properties;
    private final ContactService contacts;
    private final ResponseMemoryLimit memory;

    AccountPresenter(PropertyService properties, ContactService contacts, ResponseMemoryLimit memory) {
        this.properties = properties;
        this.contacts = contacts;
        this.memory = memory;
    }

    @Override
    public List<AccountResponse> toResponses(List<Account> page) {
        return toResponsesOf(page.stream().map(AccountView::of).toList());
    }

    /** Converts the states of accounts, which may be past ones. */
    List<AccountResponse> toResponsesOf(List<AccountView> page) {
        boolean plain = page.stream().allMatch(account -> account.details().custom().isEmpty());
        Set<String> keyNames = plain ? Set.of() : properties.keyNames(RecordType.ACCOUNT);
        List<List<ContactReachable>> contacts = contactsFor(page);
        return IntStream.range(0, page.size()).mapToObj(i -> page.get(i)
                .response(CustomValuesNormaliser.only(keyNames, page.get(i).details().custom()), contacts.get(i))).toList();
    }

    /**
     * Returns the contacts of each account in rounds: first all first contacts, which count towards the size of an account. The second
     * contacts follow, and so on while the response has room. An account may have any number of contacts, and these may be large.
     */
    private List<List<ContactReachable>> contactsFor(List<AccountView> page) {
        List<List<Long>> ids = page.stream().map(account -> contactsFor(account, page.size())).toList();
        List<List<ContactReachable>> contacts = page.stream().<List<ContactReachable>>map(account -> new ArrayList<>()).toList();
        Map<Long, ContactReachable> reachable = reachable(ids);
        long bytes = 0;
        for (int place = 0; place < MAX_CONTACTS; place++) {
            for (int i = 0; i < ids.size(); i++) {
                ContactReachable contact = place < ids.get(i).size() ? reachable.get(ids.get(i).get(place)) : null;
                bytes += contact == null ? 0 : contact.bytes();
                if (place > 0 && bytes > memory.linkedBytesPerPage()) {
                    return contacts;
                }
                if (contact != null) {
                    contacts.get(i).add(contact);
                }
            }
        }
        return contacts;
    }

    /** Returns ids, the primary one first. */
    private static List<Long> contactsFor(AccountView account, int pageSize) {
        return account.contacts().stream().limit(Math.min(MAX_CONTACTS, MAX_CONTACTS_PER_PAGE / pageSize)).toList();
    }

    private Map<Long, ContactReachable> reachable(List<List<Long>> byAccount) {
        SequencedSet<Long> ids = new LinkedHashSet<>();
        byAccount.forEach(contacts -> ids.addAll(contacts.stream().limit(1).toList()));
        int first = ids.size();
        for (int i = 1; i < MAX_CONTACTS; i++) {
            for (List<Long> contacts : byAccount) {
                if (i < contacts.size()) {
                    ids.add(contacts.get(i));
                }
            }
        }
        return contacts.reachable(ids, first, memory.linkedBytesPerPage());
    }
}
