package io.opportunities.property;

import java.util.Collection;
import java.util.List;
import org.springframework.data.jpa.repository.Query;
import org.springframework.data.repository.Repository;

interface PropertyRepository extends Repository<Property, Long> {

    Property saveAndFlush(Property property);

    /** Property and label, a null label where it has none. */
    @Query("""
            select new io.opportunities.property.PropertyRepository$Row(p, o.label)
              from Property p left join PropertyOption o on o.propertyId = p.id
             where p.recordType = :recordType order by p.id, o.id
            """)
    List<Row> withOptions(RecordType recordType);

    @Query("select o from PropertyOption o where o.propertyId in :propertyIds and o.labelKey in :labelKeys")
    List<PropertyOption> options(Collection<Long> propertyIds, Collection<String> labelKeys);

    /** A property and one of its options. */
    record Row(Property property, @org.jspecify.annotations.Nullable String label) {}
}
