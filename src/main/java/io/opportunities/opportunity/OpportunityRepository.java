package io.opportunities.opportunity;

import java.util.List;
import java.util.Optional;
import org.springframework.data.domain.Pageable;
import org.springframework.data.jpa.repository.Modifying;
import org.springframework.data.jpa.repository.Query;
import org.springframework.data.repository.Repository;

interface OpportunityRepository extends Repository<Opportunity, Long> {

    Opportunity saveAndFlush(Opportunity opportunity);

    @Query("select o from Opportunity o where o.id = :id and (o.details.active = true or :includeArchived = true)")
    Optional<Opportunity> find(long id, boolean includeArchived);

    @Query("select o from Opportunity o where o.details.active = true or :includeArchived = true")
    List<Opportunity> list(boolean includeArchived, Pageable page);

    /** Neither the version nor any other column: nobody changed what the record says. */
    @Modifying
    @Query("update Opportunity o set o.location = :location where o.id = :id and o.details.address = :address")
    int place(long id, String address, OpportunityLocation location);

    @Modifying
    @Query("delete from OpportunityContact l where l.opportunityId = :id")
    void unlinkContacts(long id);
}
