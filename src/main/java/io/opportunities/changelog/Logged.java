package io.opportunities.changelog;

import java.util.Map;

/** A record whose changes are written down. */
public interface Logged {

    RecordKind kind();

    long id();

    /** Counts up with every change. */
    int version();

    boolean active();

    /** What clients can change of it, by the names of the wire; empty members may be left out. */
    Map<String, Object> members();
}
