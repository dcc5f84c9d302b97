package io.opportunities.trials;

import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.LongAdder;

/** Counts the events of the clients of a trial. */
final class Tally {

    private final Map<String, LongAdder> counts = new ConcurrentSkipListMap<>();
    private final AtomicLong longest = new AtomicLong();

    void count(String what) {
        counts.computeIfAbsent(what, name -> new LongAdder()).increment();
    }

    long of(String what) {
        return counts.getOrDefault(what, new LongAdder()).sum();
    }

    /** @param wait from the first attempt of a request to its response */
    void answered(Duration wait) {
        longest.accumulateAndGet(wait.toMillis(), Math::max);
    }

    Duration longestWait() {
        return Duration.ofMillis(longest.get());
    }

    /** Prints a table for readers. */
    void print(String title) {
        StringBuilder table = new StringBuilder(System.lineSeparator() + title + System.lineSeparator());
        counts.forEach((what, count) -> table.append("  %-44s %8d%n".formatted(what, count.sum())));
        table.append("  %-44s %8d%n".formatted("longest wait of a client, ms", longest.get()));
        System.out.println(table);
    }
}
