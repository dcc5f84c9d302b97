package io.opportunities.matching;

import org.jspecify.annotations.Nullable;

/** The value of a request that identifies an existing record. */
public enum MatchBy {

    TITLE("title", "titleKey", "title_key"), PRIMARY_EMAIL("primaryEmail", "emailKey", "email_key"), PRIMARY_PHONE("primaryPhone",
            "phoneKey", "phone_key"), ADDRESS("address", "addressKey", "address_key");

    private final String wireName;
    private final String attribute;
    private final String column;

    /**
     * @param attribute of {@link MatchKeys} with the key
     * @param column with the key
     */
    MatchBy(String wireName, String attribute, String column) {
        this.wireName = wireName;
        this.attribute = attribute;
        this.column = column;
    }

    public String wireName() {
        return wireName;
    }

    String attribute() {
        return attribute;
    }

    String column() {
        return column;
    }

    /** Returns the key of this kind, or null if there is none. */
    @Nullable
    String of(MatchKeys keys) {
        return switch (this) {
            case TITLE -> keys.titleKey();
            case PRIMARY_EMAIL -> keys.emailKey();
            case PRIMARY_PHONE -> keys.phoneKey();
            case ADDRESS -> keys.addressKey();
        };
    }

    /** Returns the name under which a key is locked. Records of all kinds that share a value exclude each other. */
    public String lockName(String key) {
        return wireName + ":" + key;
    }
}
