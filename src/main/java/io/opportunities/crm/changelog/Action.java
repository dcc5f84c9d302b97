package io.opportunities.crm.changelog;

/** The kind of change to a record. */
public enum Action {

    CREATED, UPDATED, ARCHIVED, RESTORED, DELETED,
    /** A phase has outlived its red SLA. It is an event, but no change. */
    OVERDUE;

    /** Returns the kind of a change that may also archive or restore the record. */
    static Action of(boolean activeBefore, boolean activeAfter) {
        if (activeBefore == activeAfter) {
            return UPDATED;
        }
        return activeAfter ? RESTORED : ARCHIVED;
    }
}
