package io.opportunities.crm.bulk;

import java.util.List;
import java.util.Optional;

/**
 * What a part of many items does.
 *
 * @param <I> an item
 * @param <O> the result of an item
 */
public interface PartWork<I, O> {

    /**
     * Returns the stored results of an earlier run, within the transaction of a part. A failure ends the whole run.
     *
     * @param from place of the first item of the part
     * @return for that item and those after it; may be of a part of another size
     */
    default Optional<List<O>> stored(int from) {
        return Optional.empty();
    }

    /**
     * Returns the place before which a part must end, because the results from there on are stored.
     *
     * @param from place of the first item, whose result is not stored
     * @param to place after the last item
     */
    default int end(int from, int to) {
        return to;
    }

    /** Returns whether {@link #stored} knows what an earlier run has committed, so that another run is safe. */
    default boolean isRepeatable() {
        return false;
    }

    /** Returns whether all parts are one transaction, which is rolled back in the end. */
    default boolean isRehearsal() {
        return false;
    }

    /**
     * Does items together, within the transaction of a part.
     *
     * @param from place of the first item
     * @return a result for each of the first items, at least for one
     */
    List<O> together(int from, List<I> items);

    /** Stores the results, within the same transaction. */
    default void store(int from, List<O> results) {}

    /**
     * Returns the result of an item that failed, after its transaction was rolled back.
     *
     * @param place of the item
     */
    O failed(int place, Throwable failure);
}
