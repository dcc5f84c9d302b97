package io.opportunities.search;

import io.opportunities.web.query.QueryParameters;
import java.time.Instant;
import java.util.Optional;

/**
 * The half-open interval of the last change of records. A client that passes the {@code X-Sync-Until} of one list as {@code after} of the
 * next misses no change.
 *
 * @param after the earliest {@code updatedAt}
 * @param before the first {@code updatedAt} past the interval
 */
public record UpdatedBetween(Optional<Instant> after, Optional<Instant> before) {

    public static UpdatedBetween from(QueryParameters query) {
        return new UpdatedBetween(query.time("updated_after"), query.time("updated_before"));
    }

    public Conditions addTo(Conditions where) {
        return where.synced().andIf(after, "r.updatedAt >= :value").andIf(before, "r.updatedAt < :value");
    }
}
