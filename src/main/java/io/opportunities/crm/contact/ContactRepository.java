package io.opportunities.crm.contact;

import io.opportunities.crm.contact.point.ContactPoints;
import io.opportunities.crm.contact.point.ContactReachable;
import io.opportunities.crm.contact.point.ContactSummary;
import jakarta.persistence.LockModeType;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.data.jpa.repository.Lock;
import org.springframework.data.jpa.repository.NativeQuery;
import org.springframework.data.jpa.repository.Query;
import org.springframework.data.repository.Repository;

interface ContactRepository extends Repository<Contact, Long> {

    Contact save(Contact contact);

    Optional<Contact> findById(long id);

    boolean existsById(long id);

    /** The contact that another one was merged into. */
    @NativeQuery("select merged_into_id from contact where company_id = :companyId and id = :id and merged_into_id is not null")
    Optional<Long> mergedInto(long companyId, long id);

    /** Reads the values that records copy from contacts, but not the contacts. Those are read under their locks only. */
    @Query("""
            select new io.opportunities.crm.contact.ContactRepository$Firsts(c.id, c.emails[1], c.emailKeys[1], c.phones[1], c.phoneKeys[1])
              from Contact c where c.id in :ids
            """)
    List<Firsts> firsts(Collection<Long> ids);

    /** Finds the contact with the lowest id that has the e-mail, and the one that has the phone number. */
    @NativeQuery("select by_email, by_phone, has_other_keys from find_contacts(:companyId, cast(:emailKey as text), cast(:phoneKey as text), :lock)")
    Match match(long companyId, @Nullable String emailKey, @Nullable String phoneKey, boolean lock);

    /** Finds the contacts of several pairs of an e-mail and a phone number, in their order; null where there is none. */
    @NativeQuery("""
            select f.by_email, f.by_phone, f.has_other_keys
              from unnest(cast(:emailKeys as text[]), cast(:phoneKeys as text[])) with ordinality as wanted(email, phone, place),
                   lateral find_contacts(:companyId, email, phone, true) as f
             order by place
            """)
    List<Match> matchAll(long companyId, @Nullable String[] emailKeys, @Nullable String[] phoneKeys);

    /** Whether a contact has a phone number. */
    @NativeQuery("select exists (select 1 from contact where company_id = :companyId and id = :id and phone_keys @> array[cast(:phoneKey as varchar)])")
    boolean hasPhone(long companyId, long id, @Nullable String phoneKey);

    /** The keys that a contact is found by; read as values, as the contact itself is read under the locks on them. */
    @NativeQuery("select email_keys, phone_keys from contact where company_id = :companyId and id = :id and removed_at is null")
    Optional<Keys> keys(long companyId, long id);

    /** Locks a contact that was found by a key without a lock. */
    @NativeQuery("select id from contact where company_id = :companyId and id = :id for no key update")
    Optional<Long> lock(long companyId, long id);

    @NativeQuery("select id from contact where company_id = :companyId and id = any(:ids) order by id for no key update")
    List<Long> lockAll(long companyId, Long[] ids);

    /** Whether one of the contacts is removed. */
    @NativeQuery("select exists (select 1 from contact where company_id = :companyId and id = any(:ids) and removed_at is not null)")
    boolean isAnyRemoved(long companyId, Long[] ids);

    /** Finds the newest accounts of each contact, by id. */
    @NativeQuery("""
            select c.id as contact_id, a.id, a.title
              from unnest(cast(:contactIds as bigint[])) as c(id), lateral (
                   select l.account_id from account_contact l
                    where l.company_id = :companyId and l.contact_id = c.id order by l.account_id desc limit :most) as l
              join account a on a.company_id = :companyId and a.id = l.account_id and a.merged_into_id is null
             order by c.id, a.id
            """)
    List<Link> accounts(long companyId, Long[] contactIds, int most);

    /** Finds the newest active opportunities of each contact, by id. */
    @NativeQuery("""
            select c.id as contact_id, shown.id, shown.title
              from unnest(cast(:contactIds as bigint[])) as c(id), lateral (
                   select o.id, o.title
                     from ((select p.id from opportunity p
                             where p.company_id = :companyId and p.primary_contact_id = c.id order by p.id desc limit :looked)
                           union
                           (select l.opportunity_id from opportunity_contact l
                             where l.company_id = :companyId and l.contact_id = c.id order by l.opportunity_id desc limit :looked)) as l
                     join opportunity o on o.company_id = :companyId and o.id = l.id and o.is_active
                    order by o.id desc limit :most) as shown
             order by c.id, shown.id
            """)
    List<Link> opportunities(long companyId, Long[] contactIds, int looked, int most);

    /**
     * Reads the e-mails and phones of contacts, in the order of the ids, up to the size limit in bytes.
     *
     * @param sure how many of the first ids are always read
     */
    @NativeQuery("""
            select id, emails, phones
              from (select c.id, c.emails, c.phones, i.place,
                           sum(40 + octet_length(array_to_string(c.emails, '---')) + octet_length(array_to_string(c.phones, '---')))
                               over (order by i.place) as bytes
                      from unnest(cast(:ids as bigint[])) with ordinality as i(id, place)
                      join contact c on c.company_id = :companyId and c.id = i.id and c.removed_at is null) as found
             where bytes <= :most or place <= :sure
            """)
    List<Reachable> reachable(long companyId, Long[] ids, int sure, int most);

    @Query("select a.id from Account a where a.id in :ids and a.mergedIntoId is null")
    Set<Long> knownAccounts(Collection<Long> ids);

    @Query("""
            select l.accountId from AccountContact l join Account a on a.id = l.accountId
             where l.contactId = :contactId and a.mergedIntoId is null order by l.accountId
            """)
    List<Long> accountIds(long contactId);

    @Lock(LockModeType.PESSIMISTIC_WRITE)
    @Query("select c from Contact c where c.id = :id")
    Optional<Contact> findForUpdate(long id);

    /** Removes a locked contact. */
    @NativeQuery("select cast(remove_contact(:companyId, :id, :userId, nullif(:keyId, 0), :now, :most) as text)")
    void remove(long companyId, long id, long userId, long keyId, Instant now, int most);

    /** Links a contact to accounts and unlinks it from others. The accounts count this as a change. */
    @NativeQuery("select * from change_accounts_of_contact(:companyId, :contactId, :added, :removed, :at)")
    List<Relinked> changeAccounts(long companyId, long contactId, Long[] added, Long[] removed, Instant at);

    /** Links a locked account to contacts and unlinks it from others. The contacts count this as a change. */
    @NativeQuery("select * from change_contacts_of_account(:companyId, :accountId, :added, :removed, :at)")
    List<Relinked> changeContacts(long companyId, long accountId, Long[] added, Long[] removed, Instant at);

    /** The first e-mail and phone number of a contact, and their keys. */
    record Firsts(long id, @Nullable String email, @Nullable String emailKey, @Nullable String phone, @Nullable String phoneKey) {

        ContactSummary summary() {
            return ContactSummary.of(id, ContactPoints.of(email, emailKey, phone, phoneKey));
        }
    }

    /** The keys of a contact's e-mails and of its phone numbers. */
    @SuppressWarnings("ArrayRecordComponent")
    record Keys(String[] emailKeys, String[] phoneKeys) {

        List<String> lockNames() {
            return ContactPoints.lockNamesOfKeys(List.of(emailKeys), List.of(phoneKeys));
        }
    }

    /**
     * The contacts that have an e-mail and a phone number.
     *
     * @param hasOtherKeys whether one is missing, and contacts of the company have keys by other rules
     */
    record Match(@Nullable Long byEmail, @Nullable Long byPhone, boolean hasOtherKeys) {

        /** Returns the contact for the record; the e-mail takes precedence. */
        Optional<Long> contact() {
            return Optional.ofNullable(byEmail == null ? byPhone : byEmail);
        }
    }

    /** An account or contact with a new or removed link, and its version after that. */
    record Relinked(long id, int version, Instant updatedAt, boolean active, boolean linked) {}

    /** The e-mails and phone numbers of a contact. */
    @SuppressWarnings("ArrayRecordComponent")
    record Reachable(long id, String[] emails, String[] phones) {

        ContactReachable toResponse() {
            return new ContactReachable(id, List.of(emails), List.of(phones));
        }
    }

    /** An account or opportunity of a contact. */
    record Link(long contactId, long id, @Nullable String title) {}
}
