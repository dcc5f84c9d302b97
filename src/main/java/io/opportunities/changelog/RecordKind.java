package io.opportunities.changelog;

import java.util.Locale;

/** The kinds of records whose changes are written down. */
public enum RecordKind {

    OPPORTUNITY, ACCOUNT, CONTACT;

    /** As the schema has it. */
    public String column() {
        return name().toLowerCase(Locale.ROOT);
    }
}
