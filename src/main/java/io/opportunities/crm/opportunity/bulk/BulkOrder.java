package io.opportunities.crm.opportunity.bulk;

import io.opportunities.matching.MatchInstruction;
import java.util.List;
import java.util.Optional;

/**
 * How several bodies are carried out.
 *
 * @param instruction for each
 * @param shown whether the results have the records
 * @param deadline in terms of {@link System#nanoTime}; what has not begun by then fails, with an error that says so
 * @param journal stores the results
 */
public record BulkOrder(MatchInstruction instruction, boolean shown, long deadline, Journal journal) {

    /** Stores results in the transaction of their records, so that a repeat does nothing twice. */
    public interface Journal {

        /** Stores nothing. */
        Journal NONE = (from, results) -> {};

        /** Returns the stored results of the items from a place on; empty if nothing is stored for that one. */
        default Optional<List<BulkResult>> stored(int from) {
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

        /** Returns whether {@link #stored} knows all that was committed. */
        default boolean isRepeatable() {
            return false;
        }

        /** Stores the results of the items from a place on, within the transaction that carried them out. */
        void store(int from, List<BulkResult> results);
    }
}
