package io.opportunities.property;

import java.util.List;
import org.springframework.data.jpa.repository.Query;
import org.springframework.data.repository.Repository;

interface PropertyOptionRepository extends Repository<PropertyOption, Long> {

    List<PropertyOption> saveAll(Iterable<PropertyOption> options);

    void deleteAll(Iterable<PropertyOption> options);

    /** Those of one property, in order. */
    @Query("select o from PropertyOption o where o.propertyId = :propertyId order by o.position nulls last, o.id")
    List<PropertyOption> of(long propertyId);
}
