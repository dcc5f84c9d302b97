package io.opportunities.opportunity;

import jakarta.persistence.LockModeType;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import org.springframework.data.jpa.repository.Lock;
import org.springframework.data.jpa.repository.Modifying;
import org.springframework.data.jpa.repository.Query;
import org.springframework.data.repository.Repository;

interface OpportunityRepository extends Repository<Opportunity, Long> {

    Opportunity saveAndFlush(Opportunity opportunity);

    @Query("select o from Opportunity o where o.id = :id and (o.details.active = true or :includeArchived = true)")
    Optional<Opportunity> find(long id, boolean includeArchived);

    @Lock(LockModeType.PESSIMISTIC_WRITE)
    @Query("select o from Opportunity o where o.id = :id")
    Optional<Opportunity> hold(long id);

    /** Those that have a contact, in one order for all. */
    @Lock(LockModeType.PESSIMISTIC_WRITE)
    @Query("""
            select o from Opportunity o
             where o.id in (select p.id from Opportunity p where p.primaryContactId = :contactId
                            union all select l.opportunityId from OpportunityContact l where l.contactId = :contactId)
             order by o.id
            """)
    List<Opportunity> holdThoseOf(long contactId);

    List<Opportunity> findByIdIn(Collection<Long> ids);

    boolean existsById(long id);

    /** Neither the version nor any other column: nobody changed what the record says. */
    @Modifying
    @Query("update Opportunity o set o.location = :location where o.id = :id and o.details.address = :address")
    int place(long id, String address, OpportunityLocation location);

    @Modifying
    @Query("delete from OpportunityContact l where l.opportunityId in :ids")
    void unlinkContacts(Collection<Long> ids);
}
