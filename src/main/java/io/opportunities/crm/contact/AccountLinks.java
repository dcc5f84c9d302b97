package io.opportunities.crm.contact;

import io.opportunities.crm.changelog.ChangeTracked;
import io.opportunities.crm.changelog.Changelog;
import io.opportunities.identity.Caller;
import io.opportunities.search.RecordType;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import org.springframework.stereotype.Component;

/** Links contacts and accounts. It writes only the difference, and the linked records count it as a change of their own. */
@Component
final class AccountLinks {

    private final ContactRepository contacts;
    private final Changelog changelog;

    AccountLinks(ContactRepository contacts, Changelog changelog) {
        this.contacts = contacts;
        this.changelog = changelog;
    }

    /**
     * Changes the accounts of a contact. The caller locks the contact after this call, if at all.
     *
     * @return the links that changed
     */
    List<ContactRepository.Relinked> ofContact(long contactId, Collection<Long> added, Collection<Long> removed, Instant now) {
        List<ContactRepository.Relinked> accounts = contacts.changeAccounts(Caller.current().companyId(), contactId, array(added),
                array(removed), now);
        accounts.forEach(account -> recordChange(RecordType.ACCOUNT, account, "contacts", contactId));
        return accounts;
    }

    /** Changes the contacts of an account, which is new or locked. */
    void ofAccount(long accountId, Collection<Long> added, Collection<Long> removed, Instant now) {
        contacts.changeContacts(Caller.current().companyId(), accountId, array(added), array(removed), now)
                .forEach(contact -> recordChange(RecordType.CONTACT, contact, "accountIds", accountId));
    }

    private void recordChange(RecordType kind, ContactRepository.Relinked changed, String member, long otherEnd) {
        Map<String, Object> link = Map.of(member, List.of(otherEnd));
        Map<String, Object> before = changed.linked() ? Map.of() : link;
        Map<String, Object> after = changed.linked() ? link : Map.of();
        changelog.changed(new Relinked(kind, changed.id(), changed.version(), changed.updatedAt(), changed.active(), after), before,
                changed.active());
    }

    private static Long[] array(Collection<Long> ids) {
        return ids.toArray(Long[]::new);
    }

    /**
     * One end of a changed link, without loading the record.
     *
     * @param members the link alone, so that the changelog does not repeat all others
     */
    private record Relinked(RecordType kind, long id, int version, Instant updatedAt, boolean active, Map<String, Object> members)
            implements
                ChangeTracked {}
}
