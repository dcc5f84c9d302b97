package io.opportunities.matching;

import io.opportunities.matching.key.MatchBy;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One key of a request, and the records that it finds.
 *
 * @param by the member with its value
 * @param value as sent, null without one
 * @param key the normalised value, null if it is not usable
 * @param usable whether it can match
 * @param reason why it cannot, null if it can
 * @param candidates ids of the first records that have the key, in ascending order, at most 20
 * @param count the number of records that have the key
 */
public record KeyMatch(String by, @Nullable String value, @Nullable String key, boolean usable, @Nullable Reason reason,
        List<Long> candidates, long count) {

    /** The reason why a key matches nothing. */
    public enum Reason {

        /** The request has no value. */
        NO_VALUE,

        /** The value names nothing, such as a placeholder. */
        NAMES_NOTHING
    }

    static KeyMatch of(MatchBy by, Upserter.Request request, List<Long> candidates, long count) {
        String value = request.values().apply(by);
        String key = by.of(request.keys());
        Reason reason = key != null ? null : value == null ? Reason.NO_VALUE : Reason.NAMES_NOTHING;
        return new KeyMatch(by.wireName(), value, key, key != null, reason, candidates, count);
    }
}
