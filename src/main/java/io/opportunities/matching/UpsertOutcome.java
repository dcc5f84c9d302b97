package io.opportunities.matching;

import io.opportunities.matching.key.MatchBy;
import java.util.Optional;
import java.util.function.Function;

/** The outcome of match-or-create. */
public sealed interface UpsertOutcome<T> {

    T record();

    /** The kind of the key that found the record; empty for a new one. */
    Optional<MatchBy> by();

    /** The number of matched records. */
    long matches();

    /** The value of {@code X-Match-Outcome}. */
    String name();

    <R> UpsertOutcome<R> map(Function<T, R> change);

    /** Nothing matched: the record is new. */
    record Created<T>(T record) implements UpsertOutcome<T> {

        @Override
        public Optional<MatchBy> by() {
            return Optional.empty();
        }

        @Override
        public long matches() {
            return 0;
        }

        @Override
        public String name() {
            return "created";
        }

        @Override
        public <R> UpsertOutcome<R> map(Function<T, R> change) {
            return new Created<>(change.apply(record));
        }
    }

    /**
     * A record matched. The record is its state after the strategy.
     *
     * @param key the kind of the key that found it
     */
    record Matched<T>(T record, MatchBy key, long matches, String name) implements UpsertOutcome<T> {

        @Override
        public Optional<MatchBy> by() {
            return Optional.of(key);
        }

        @Override
        public <R> UpsertOutcome<R> map(Function<T, R> change) {
            return new Matched<>(change.apply(record), key, matches, name);
        }
    }
}
