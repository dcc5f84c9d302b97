package io.opportunities.crm.property;

import io.opportunities.crm.property.value.PropertyDefinition;
import io.opportunities.search.RecordType;
import jakarta.persistence.LockModeType;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.data.jpa.repository.Lock;
import org.springframework.data.jpa.repository.Query;
import org.springframework.data.repository.Repository;

interface PropertyRepository extends Repository<Property, Long> {

    Property saveAndFlush(Property property);

    void flush();

    @Query("select p from Property p where p.id = :id and p.deletedAt is null")
    Optional<Property> find(long id);

    /** Locks the property until the transaction ends, as every change of it or its options does. */
    @Lock(LockModeType.PESSIMISTIC_WRITE)
    @Query("select p from Property p where p.id = :id and p.deletedAt is null")
    Optional<Property> findForUpdate(long id);

    /** Locks a removed property. */
    @Lock(LockModeType.PESSIMISTIC_WRITE)
    @Query("select p from Property p where p.id = :id and p.deletedAt is not null")
    Optional<Property> findRemovedForUpdate(long id);

    /** Finds the id of the removed property with the key. */
    @Query("select p.id from Property p where p.recordType = :recordType and p.keyName = :keyName and p.deletedAt is not null")
    Optional<Long> removed(RecordType recordType, String keyName);

    @Query("""
            select new io.opportunities.crm.property.PropertyRepository$Row(p, o)
              from Property p left join PropertyOption o on o.propertyId = p.id
             where p.recordType = :recordType and p.deletedAt is null order by p.id, o.position nulls last, o.id
            """)
    List<Row> withOptions(RecordType recordType);

    /** Locks properties until the transaction ends, in one order for all. Meanwhile no other transaction adds or lists their options. */
    @Query(value = "select 1 from property where company_id = :companyId and id = any(cast(:ids as bigint[])) order by id for no key update", nativeQuery = true)
    List<Integer> lockAll(long companyId, Long[] ids);

    /**
     * Locks the company's capacity until the transaction ends: no other transaction activates a property or adds an option. Properties are
     * locked before this, and changed after it.
     */
    @Query(value = "select 1 from hold_property_room(current_company())", nativeQuery = true)
    int lockCapacity();

    /** Counts the properties in use. */
    @Query("select count(p) from Property p where p.recordType = :recordType and p.deletedAt is null")
    long inUse(RecordType recordType);

    /** A property and one of its options, or null if it has none. */
    record Row(Property property, @Nullable PropertyOption option) {}

    /** Returns the properties in use, by key name. */
    default Map<String, PropertyDefinition> definitions(RecordType type) {
        Map<Property, List<PropertyOption>> options = new LinkedHashMap<>();
        withOptions(type).forEach(row -> {
            List<PropertyOption> of = options.computeIfAbsent(row.property(), property -> new ArrayList<>());
            Optional.ofNullable(row.option()).ifPresent(of::add);
        });
        Map<String, PropertyDefinition> definitions = new LinkedHashMap<>();
        options.forEach((property, of) -> {
            PropertyDefinition definition = property.definition(of);
            definitions.put(definition.keyName(), definition);
        });
        return definitions;
    }
}
