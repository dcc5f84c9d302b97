package io.opportunities.contact;

import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.data.jpa.repository.Modifying;
import org.springframework.data.jpa.repository.Query;
import org.springframework.data.repository.Repository;

interface ContactRepository extends Repository<Contact, Long> {

    Contact save(Contact contact);

    Optional<Contact> findById(long id);

    List<Contact> findByIdIn(Collection<Long> ids);

    /** The lowest contact with the e-mail and the lowest with the phone number; an empty key is nobody's. */
    @Query("""
            select c from Contact c
             where c.id in ((select min(e.id) from Contact e where array_contains(e.emailKeys, :emailKey)),
                            (select min(p.id) from Contact p where array_contains(p.phoneKeys, :phoneKey)))
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
            select new io.opportunities.contact.ContactRepository$Link(c.id, o.id, o.details.title)
              from Contact c join Opportunity o on o.primaryContactId = c.id
                   or exists (select 1 from OpportunityContact l where l.opportunityId = o.id and l.contactId = c.id)
             where c.id in :contactIds order by o.id
            """)
    List<Link> opportunities(Collection<Long> contactIds);

    @Query("select a.id from Account a where a.id in :ids")
    Set<Long> knownAccounts(Collection<Long> ids);

    @Modifying
    @Query(value = """
            insert into account_contact (company_id, account_id, contact_id) values (:companyId, :accountId, :contactId)
            on conflict on constraint account_contact_pk do nothing
            """, nativeQuery = true)
    void link(long companyId, long accountId, long contactId);

    @Modifying
    @Query("delete from AccountContact l where l.accountId = :accountId")
    void unlink(long accountId);

    /** An account or opportunity of a contact. */
    record Link(long contactId, long id, @Nullable String title) {}
}
