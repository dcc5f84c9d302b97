package io.opportunities.listing;

import io.opportunities.common.QueryParameters;
import java.time.Instant;
import java.util.Optional;

/**
 * When the records of a list were last changed: half open, so that who asks for one span after the other misses none and sees none twice.
 *
 * @param after the earliest {@code updatedAt}
 * @param before the first {@code updatedAt} that is too late
 */
public record UpdatedBetween(Optional<Instant> after, Optional<Instant> before) {

    public static UpdatedBetween from(QueryParameters query) {
        return new UpdatedBetween(query.time("updated_after"), query.time("updated_before"));
    }

    public Conditions addTo(Conditions where) {
        return where.andIf(after, "r.updatedAt >= :value").andIf(before, "r.updatedAt < :value");
    }
}
