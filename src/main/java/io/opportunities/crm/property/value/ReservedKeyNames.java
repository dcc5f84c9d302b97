package io.opportunities.crm.property.value;

import io.opportunities.search.RecordType;

/** The member names of a record type. For a property with the same key, a search finds the member. */
public interface ReservedKeyNames {

    RecordType recordType();

    boolean has(String name);
}
