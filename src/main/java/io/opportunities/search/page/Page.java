package io.opportunities.search.page;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * A page of a list, in order.
 *
 * @param first id of the first record, null on an empty page
 * @param last id of the last record
 * @param more whether more records follow in the direction of the read
 * @param cut whether it ended before it was full because of the size of its records
 * @param total number of records in the list, if requested
 * @param syncUntil the time before which the list has every change, if clients follow those
 */
public record Page<T>(List<T> items, @Nullable Long first, @Nullable Long last, boolean more, boolean cut, Optional<Long> total,
        Optional<Instant> syncUntil) {

    /** @param change maps all items at once, so that one query can fetch their data */
    public <R> Page<R> map(Function<List<T>, List<R>> change) {
        return new Page<>(change.apply(items), first, last, more, cut, total, syncUntil);
    }
}
