package io.opportunities.search;

import java.util.Locale;

/** The kinds of records: they have a changelog, and are searched by words. */
public enum RecordType {

    OPPORTUNITY, ACCOUNT, CONTACT;

    /** Returns the name in the schema and in JSON, such as {@code opportunity}. */
    public String wireName() {
        return name().toLowerCase(Locale.ROOT);
    }
}
