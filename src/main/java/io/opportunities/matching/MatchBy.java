package io.opportunities.matching;

import org.jspecify.annotations.Nullable;

/** The value of a request that identifies an existing record. */
public enum MatchBy {

    TITLE("title", "title", "titleKey", "title_key"), PRIMARY_EMAIL("primaryEmail", "primary_email", "emailKey",
            "email_key"), PRIMARY_PHONE("primaryPhone", "primary_phone", "phoneKey", "phone_key"), ADDRESS("address", "address",
                    "addressKey",
                    "address_key");

    private final String wireName;
    private final String valueColumn;
    private final String attribute;
    private final String column;

    /**
     * @param valueColumn with the value as sent
     * @param attribute of {@link MatchKeys} with the key
     * @param column with the key
     */
    MatchBy(String wireName, String valueColumn, String attribute, String column) {
        this.wireName = wireName;
        this.valueColumn = valueColumn;
        this.attribute = attribute;
        this.column = column;
    }

    public String wireName() {
        return wireName;
    }

    String valueColumn() {
        return valueColumn;
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
