package io.opportunities.property;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** The kinds of records that have custom properties here, with the deprecated names that clients still use for them. */
public enum RecordType {

    ACCOUNT("client"), OPPORTUNITY("request");

    /** What the upstream API knows and this service keeps no records of. */
    static final List<String> KEPT_ELSEWHERE = List.of("project", "vendor", "ahj");

    private final String deprecatedTwin;

    RecordType(String deprecatedTwin) {
        this.deprecatedTwin = deprecatedTwin;
    }

    String wireName() {
        return name().toLowerCase(Locale.ROOT);
    }

    List<String> names() {
        return List.of(wireName(), deprecatedTwin);
    }

    static Optional<RecordType> of(String name) {
        return Arrays.stream(values()).filter(type -> type.names().contains(name)).findFirst();
    }
}
