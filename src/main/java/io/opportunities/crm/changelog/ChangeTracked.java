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
}
