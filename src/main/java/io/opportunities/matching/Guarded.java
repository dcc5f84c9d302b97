package io.opportunities.matching;

/**
 * A record guarded by match locks. A transaction reads it after it acquires its locks, or the decision may rest on stale data. {@link
 * MatchLock} rejects a wait after such a read.
 */
public interface Guarded {}
