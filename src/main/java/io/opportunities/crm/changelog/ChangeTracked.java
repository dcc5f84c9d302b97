package io.opportunities.crm.changelog;

import io.opportunities.search.RecordType;
import java.time.Instant;
import java.util.Map;

/** A record whose changes the changelog stores. */
public interface ChangeTracked {

    RecordType kind();

    long id();

    /** Counts up with every change. */
    int version();

    boolean active();

    /** The time of that version. */
    Instant updatedAt();

    /** Returns the members that clients can change, by their JSON names. Empty members may be absent. */
    Map<String, Object> members();

    /** Returns whether {@link #members} has every member that any change of the record may name. */
    default boolean isComplete() {
        return false;
    }

    /** Returns what an earlier version needs beyond the members. The changelog does not show it. */
    default Map<String, Object> hidden() {
        return Map.of();
    }
}
