package io.opportunities.listing;

import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Some records of a list, in order.
 *
 * @param first id of the first one, null where there are none
 * @param last id of the last one
 * @param more whether there are more in the direction that was read
 * @param total how many the whole list has, where that was asked for
 */
public record Page<T>(List<T> items, @Nullable Long first, @Nullable Long last, boolean more, Optional<Long> total) {

    /** @param change of all the items at once, so that what they need can be fetched together */
    public <R> Page<R> map(Function<List<T>, List<R>> change) {
        return new Page<>(change.apply(items), first, last, more, total);
    }
}
