package io.opportunities.contact;

import jakarta.persistence.LockModeType;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.data.jpa.repository.Lock;
import org.springframework.data.jpa.repository.Modifying;
import org.springframework.data.jpa.repository.Query;
import org.springframework.data.repository.Repository;

interface ContactRepository extends Repository<Contact, Long> {

    Contact save(Contact contact);

    Optional<Contact> findById(long id);

    boolean existsById(long id);

    List<Contact> findByIdIn(Collection<Long> ids);

    /**
     * The lowest contact with the e-mail and the lowest with the phone number; an empty key is nobody's. Of ids as they are, PostgreSQL might
     * go through all in their order until one has the key.
     */
    @Query("""
            select c from Contact c
             where c.id in ((select min(e.id + 0) from SearchedContact e where array_contains(e.emailKeys, :emailKey)),
                            (select min(p.id + 0) from SearchedContact p where array_contains(p.phoneKeys, :phoneKey)))
             order by c.id
            """)
    List<Contact> matching(String emailKey, String phoneKey);

    @Query("""
            select new io.opportunities.contact.ContactRepository$Link(l.contactId, a.id, a.details.title)
              from AccountContact l join Account a on a.id = l.accountId
             where l.contactId in :contactIds order by a.id
            """)
    List<Link> accounts(Collection<Long> contactIds);

    @Query("""
            select new io.opportunities.contact.ContactRepository$Link(x.contactId, o.id, o.details.title)
              from Opportunity o join (select p.primaryContactId as contactId, p.id as id from Opportunity p
                                        where p.primaryContactId in :contactIds
                                       union all select l.contactId as contactId, l.opportunityId as id from OpportunityContact l
                                        where l.contactId in :contactIds) x on x.id = o.id
             order by o.id
            """)
    List<Link> opportunities(Collection<Long> contactIds);

    @Query("select a.id from Account a where a.id in :ids")
    Set<Long> knownAccounts(Collection<Long> ids);

    @Query("select l.accountId from AccountContact l where l.contactId = :contactId order by l.accountId")
    List<Long> accountIds(long contactId);

    @Lock(LockModeType.PESSIMISTIC_WRITE)
    @Query("select c from Contact c where c.id = :id")
    Optional<Contact> hold(long id);

    /** So that whoever is about to refer to it waits, which the lock of a change would let pass. */
    @Query(value = "select 1 from contact where company_id = :companyId and id = :id for update", nativeQuery = true)
    Optional<Integer> holdForRemoval(long companyId, long id);

    void delete(Contact contact);

    /** Each of the contacts to each of the accounts; what is linked already stays. */
    @Modifying
    @Query(value = """
            insert into account_contact (company_id, account_id, contact_id)
            select :companyId, account_id, contact_id
              from unnest(cast(:accountIds as bigint[])) as account_id, unnest(cast(:contactIds as bigint[])) as contact_id
             order by account_id, contact_id
            on conflict on constraint account_contact_pk do nothing
            """, nativeQuery = true)
    void link(long companyId, Long[] accountIds, Long[] contactIds);

    @Modifying
    @Query("delete from AccountContact l where l.accountId = :accountId")
    void unlinkAccount(long accountId);

    @Modifying
    @Query("delete from AccountContact l where l.contactId = :contactId")
    void unlinkContact(long contactId);

    /** An account or opportunity of a contact. */
    record Link(long contactId, long id, @Nullable String title) {}
}
