package io.opportunities.property;

import jakarta.persistence.LockModeType;
import java.util.ArrayList;
import java.util.Collection;
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

    /** Holds it until the transaction ends, as whoever changes it or its options does. */
    @Lock(LockModeType.PESSIMISTIC_WRITE)
    @Query("select p from Property p where p.id = :id and p.deletedAt is null")
    Optional<Property> hold(long id);

    /** Holds one that is out of use. */
    @Lock(LockModeType.PESSIMISTIC_WRITE)
    @Query("select p from Property p where p.id = :id and p.deletedAt is not null")
    Optional<Property> holdRemoved(long id);

    /** The id of the one that had the key and is out of use. */
    @Query("select p.id from Property p where p.recordType = :recordType and p.keyName = :keyName and p.deletedAt is not null")
    Optional<Long> removed(RecordType recordType, String keyName);

    @Query("""
            select new io.opportunities.property.PropertyRepository$Row(p, o)
              from Property p left join PropertyOption o on o.propertyId = p.id
             where p.recordType = :recordType and p.deletedAt is null order by p.id, o.position nulls last, o.id
            """)
    List<Row> withOptions(RecordType recordType);

    @Query("select o from PropertyOption o where o.propertyId in :propertyIds and o.labelKey in :labelKeys")
    List<PropertyOption> options(Collection<Long> propertyIds, Collection<String> labelKeys);

    /** A property and one of its options, null where it has none. */
    record Row(Property property, @Nullable PropertyOption option) {}

    /** Those in use, by key name. */
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
