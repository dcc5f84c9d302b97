package io.opportunities.matching.key;

import org.jspecify.annotations.Nullable;

/** The value of a request that identifies an existing record. */
public enum MatchBy {

    // in the order of the schema's look-up
    TITLE("title", "title", "title_key"), PRIMARY_EMAIL("primaryEmail", "primary_email", "email_key"), PRIMARY_PHONE("primaryPhone",
            "primary_phone", "phone_key"), ADDRESS("address", "address", "address_key"), EXTERNAL_ID("externalId", "external_id",
                    "external_key");

    private final String wireName;
    private final String valueColumn;
    private final String column;

    /**
     * @param valueColumn with the value as sent
     * @param column with the key
     */
    MatchBy(String wireName, String valueColumn, String column) {
        this.wireName = wireName;
        this.valueColumn = valueColumn;
        this.column = column;
    }

    public String wireName() {
        return wireName;
    }

    public String valueColumn() {
        return valueColumn;
    }

    public String column() {
        return column;
    }

    /** Returns the key of this kind, or null if there is none. */
    @Nullable
    public String of(MatchKeys keys) {
        return switch (this) {
            case TITLE -> keys.titleKey();
            case PRIMARY_EMAIL -> keys.emailKey();
            case PRIMARY_PHONE -> keys.phoneKey();
            case ADDRESS -> keys.addressKey();
            case EXTERNAL_ID -> keys.externalKey();
        };
    }

    /** Returns the name under which a key is locked. Records of all kinds that share a value exclude each other. */
    public String lockName(String key) {
        return wireName + ":" + key;
    }

    /** Returns whether at most one active record has the key with this lock name. */
    public static boolean isUnique(String lockName) {
        return lockName.startsWith(EXTERNAL_ID.lockName(""));
    }
}
