package io.opportunities.changelog;

/** What was done to a record. */
public enum Action {

    CREATED, UPDATED, ARCHIVED, RESTORED, DELETED;

    /** What a change is called that may also have archived or restored the record. */
    static Action of(boolean activeBefore, boolean activeAfter) {
        if (activeBefore == activeAfter) {
            return UPDATED;
        }
        return activeAfter ? RESTORED : ARCHIVED;
    }
}
