package io.opportunities.matching.key;

import io.opportunities.search.RecordType;
import java.util.List;
import java.util.function.BiFunction;

/** The stored match keys of one kind of record. */
public interface StoredKeys {

    RecordType kind();

    /**
     * Recomputes stale keys of some records of the caller's company, in the caller's transaction. The version and {@code updatedAt} of a
     * record stay the same. Records locked by other writers are skipped.
     *
     * @param version number of the current rules
     * @param limit maximum number of records
     */
    Refreshed refresh(int version, int limit);

    /**
     * Reads the records of lower versions, then those of higher ones, because each is a range of an index.
     *
     * @param query with {@code %s} for the comparison
     * @param read runs the query with a limit of rows
     */
    static <R> List<R> readStale(String query, int limit, BiFunction<String, Integer, List<R>> read) {
        List<R> lower = read.apply(query.formatted("<"), limit);
        return lower.isEmpty() ? read.apply(query.formatted(">"), limit) : lower;
    }

    /**
     * The result of a batch.
     *
     * @param records number of records with recomputed keys
     * @param changed number of these whose keys differ from before
     */
    record Refreshed(int records, int changed) {}
}
