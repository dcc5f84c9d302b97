package io.opportunities.crm.imports.job.store;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;

/** Metrics of imports. */
@Component
class ImportMetrics {

    private static final String PREFIX = "opportunities.imports.";

    private final MeterRegistry meters;
    private final ImportQueue queue;
    private final InstantSource time;
    private volatile ImportQueue.Waiting waiting = new ImportQueue.Waiting(0, null);

    ImportMetrics(MeterRegistry meters, ImportQueue queue, InstantSource time) {
        this.meters = meters;
        this.queue = queue;
        this.time = time;
        // from the start on, so that a rate has a beginning
        List.of("plan", "run").forEach(work -> RowOutcome.none().keySet().forEach(outcome -> rows(work, outcome)));
        rows("undo", "undone");
        Gauge.builder(PREFIX + "waiting", this, metrics -> metrics.waiting.imports()).register(meters);
        Gauge.builder(PREFIX + "waiting.age", this, metrics -> metrics.age().toSeconds()).baseUnit("seconds").register(meters);
    }

    /**
     * Counts rows after the commit of the current transaction.
     *
     * @param rows that an undoing has passed
     * @param outcomes of the rows of other work
     */
    void count(ImportState state, long rows, Map<String, Long> outcomes) {
        JobStore.afterCommit(() -> {
            if (state == ImportState.UNDOING) {
                rows("undo", "undone").increment(rows);
            } else {
                outcomes.forEach((outcome, number) -> rows(state == ImportState.PLANNING ? "plan" : "run", outcome).increment(number));
            }
        });
    }

    private Counter rows(String work, String outcome) {
        return meters.counter(PREFIX + "rows", "work", work, "outcome", outcome);
    }

    private Duration age() {
        Instant oldest = waiting.oldest();
        return oldest == null ? Duration.ZERO : Duration.between(oldest, time.instant());
    }

    @Scheduled(fixedRate = 15_000, initialDelay = 10_000)
    void look() {
        waiting = queue.waiting();
    }
}
