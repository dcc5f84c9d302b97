package io.opportunities.crm.property;

import io.opportunities.search.RecordType;
import java.util.List;
import java.util.Optional;

/** The names in JSON of the record types with custom properties. Each has a deprecated one, that of the upstream API. */
final class RecordTypeNames {

    static final List<RecordType> WITH_PROPERTIES = List.of(RecordType.ACCOUNT, RecordType.OPPORTUNITY);

    /** Record types of the upstream API that this service does not support. */
    static final List<String> UNSUPPORTED = List.of("project", "vendor", "ahj");

    private RecordTypeNames() {}

    /** Returns the names of a type, the current one first. */
    static List<String> of(RecordType type) {
        return switch (type) {
            case ACCOUNT -> List.of(type.wireName(), "client");
            case OPPORTUNITY -> List.of(type.wireName(), "request");
            case CONTACT -> List.of();
        };
    }

    static Optional<RecordType> find(String name) {
        return WITH_PROPERTIES.stream().filter(type -> of(type).contains(name)).findFirst();
    }
}
