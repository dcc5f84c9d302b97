package io.opportunities.crm.opportunity;

import io.opportunities.crm.opportunity.state.OpportunityLocation;
import io.opportunities.crm.record.RecordRepository;
import org.springframework.data.jpa.repository.Modifying;
import org.springframework.data.jpa.repository.NativeQuery;
import org.springframework.data.jpa.repository.Query;

interface OpportunityRepository extends RecordRepository<Opportunity> {

    /** Draws an id that no record has or will have. */
    @Query(value = "select nextval('opportunity_seq')", nativeQuery = true)
    long unusedId();

    /** Stores the location. The version and all other columns stay, because no client changed the record. */
    @Modifying
    @Query("update Opportunity o set o.location = :location where o.id = :id and o.details.place.line = :address")
    int place(long id, String address, OpportunityLocation location);

    /** Stores these contacts after the primary one, in this order, and writes only the difference. */
    @Modifying
    @NativeQuery("""
            with gone as (
                delete from opportunity_contact
                 where company_id = :companyId and opportunity_id = :id and contact_id <> all (cast(:contactIds as bigint[])))
            insert into opportunity_contact (company_id, opportunity_id, contact_id, ordinal)
            select :companyId, :id, contact_id, ordinal
              from unnest(cast(:contactIds as bigint[])) with ordinality as listed(contact_id, ordinal)
                on conflict on constraint opportunity_contact_pk do update set ordinal = excluded.ordinal
                where opportunity_contact.ordinal <> excluded.ordinal
            """)
    void relink(long companyId, long id, Long[] contactIds);
}
