package io.opportunities.matching;

import java.util.function.Function;

/** What match-or-create did. */
public sealed interface UpsertOutcome<T> {

    T record();

    /** How many records matched. */
    long matches();

    /** How {@code X-Match-Outcome} calls it. */
    String name();

    <R> UpsertOutcome<R> map(Function<T, R> change);

    /** Nothing matched: the record is new. */
    record Created<T>(T record) implements UpsertOutcome<T> {

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

    /** A record matched, and this is it after the strategy was applied. */
    record Matched<T>(T record, long matches, String name) implements UpsertOutcome<T> {

        @Override
        public <R> UpsertOutcome<R> map(Function<T, R> change) {
            return new Matched<>(change.apply(record), matches, name);
        }
    }
}
