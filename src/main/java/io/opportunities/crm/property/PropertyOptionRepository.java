package io.opportunities.crm.property;

import java.util.Collection;
import java.util.List;
import org.springframework.data.jpa.repository.Query;
import org.springframework.data.repository.Repository;

interface PropertyOptionRepository extends Repository<PropertyOption, Long> {

    List<PropertyOption> saveAll(Iterable<PropertyOption> options);

    void deleteAll(Iterable<PropertyOption> options);

    /** Finds existing options. Both arrays have the same length, with a property and a key at each place. */
    @Query(value = """
            select o.* from unnest(cast(:propertyIds as bigint[]), cast(:labelKeys as text[])) as wanted (property_id, label_key)
              join property_option o on o.company_id = :companyId and o.property_id = wanted.property_id and o.label_key = wanted.label_key
            """, nativeQuery = true)
    List<PropertyOption> among(long companyId, Long[] propertyIds, String[] labelKeys);

    /** Counts the options of each property that has any. */
    @Query("""
            select new io.opportunities.crm.property.PropertyOptionRepository$Count(o.propertyId, count(*))
              from PropertyOption o where o.propertyId in :propertyIds group by o.propertyId
            """)
    List<Count> counts(Collection<Long> propertyIds);

    /** Counts the options of all properties. */
    @Query("select count(o) from PropertyOption o")
    long ofCompany();

    /** The number of options of one property. */
    record Count(long propertyId, long options) {}

    /** Finds the options of one property, in order. */
    @Query("select o from PropertyOption o where o.propertyId = :propertyId order by o.position nulls last, o.id")
    List<PropertyOption> of(long propertyId);
}
