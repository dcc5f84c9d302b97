package io.opportunities.crm.merge;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A merge that an unmerge can undo, in JSON.
 *
 * @param target the record that has the values of both
 * @param source the record that went into it
 * @param mergedAt time of the merge
 */
record RecordedMergeResponse(String recordType, MergedRecord target, MergedRecord source, Instant mergedAt) {

    /**
     * A record of a merge.
     *
     * @param title the name of a contact
     * @param isActive false if it is archived, or was merged itself
     */
    record MergedRecord(long id, @Nullable String title, boolean isActive) {}
}
