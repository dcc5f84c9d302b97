package io.opportunities.matching;

import io.opportunities.matching.key.MatchBy;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * What a look-up found for one request of several.
 *
 * @param record null if none has a key of the request
 * @param by the kind of the key that found it
 * @param compared the keys up to that one
 */
public record MatchCandidate<T extends Matchable>(@Nullable T record, @Nullable MatchBy by, long matches, List<KeyMatch> compared) {

    static <T extends Matchable> MatchCandidate<T> none(List<KeyMatch> compared) {
        return new MatchCandidate<>(null, null, 0, compared);
    }

    UpsertOutcome<T> outcome(String name) {
        return new UpsertOutcome.Matched<>(Objects.requireNonNull(record), Objects.requireNonNull(by), matches, name);
    }
}
