package io.opportunities.crm.delivery;

import io.opportunities.crm.delivery.http.Attempt;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.MultiGauge;
import io.micrometer.core.instrument.Tags;
import io.micrometer.core.instrument.Timer;
import java.sql.Timestamp;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;

/** Metrics of deliveries. */
@Component
class DeliveryMetrics {

    private static final String PREFIX = "opportunities.webhooks.";
    /** A label for each webhook of all companies would be without a limit. */
    private static final int MAX_FAILING = 20;

    private final MeterRegistry meters;
    private final JdbcClient database;
    private final InstantSource time;
    private final MultiGauge failing;
    private volatile Arrears arrears = new Arrears(0, null);
    private volatile Duration behind = Duration.ZERO;

    DeliveryMetrics(MeterRegistry meters, JdbcClient database, InstantSource time) {
        this.meters = meters;
        this.database = database;
        this.time = time;
        this.failing = MultiGauge.builder(PREFIX + "failing").baseUnit("seconds").register(meters);
        // from the start on, so that a rate has a beginning
        List.of("2xx", "3xx", "4xx", "5xx", "none").forEach(this::attempts);
        meters.timer(PREFIX + "delay");
        Gauge.builder(PREFIX + "arrears", this, metrics -> metrics.arrears.records).register(meters);
        Gauge.builder(PREFIX + "arrears.age", this, metrics -> metrics.age().toSeconds()).baseUnit("seconds").register(meters);
        Gauge.builder(PREFIX + "behind", this, metrics -> metrics.behind.toSeconds()).baseUnit("seconds").register(meters);
    }

    /**
     * The records of all companies that wait for another attempt.
     *
     * @param oldest time of the first failure, null without records
     */
    private record Arrears(long records, @Nullable Instant oldest) {}

    /** @param age of the event, from its commit to the answer */
    void count(Attempt attempt, Duration age) {
        attempts(attempt.kind()).record(attempt.latency());
        if (attempt.isDelivered()) {
            meters.timer(PREFIX + "delay").record(age.isNegative() ? Duration.ZERO : age);
        }
    }

    private Timer attempts(String answer) {
        return meters.timer(PREFIX + "attempts", "answer", answer);
    }

    private Duration age() {
        Instant oldest = arrears.oldest;
        return oldest == null ? Duration.ZERO : Duration.between(oldest, time.instant());
    }

    @Scheduled(fixedRate = 60_000, initialDelay = 10_000)
    void look() {
        arrears = database.sql("select records, oldest from webhook_arrears()").query((row, number) -> new Arrears(row.getLong(1),
                row.getTimestamp(2) == null ? null : row.getTimestamp(2).toInstant())).single();
        Instant now = time.instant();
        behind = database.sql("select oldest from undelivered_events() as oldest where oldest is not null").query(Timestamp.class)
                .optional()
                .map(oldest -> Duration.between(oldest.toInstant(), now)).filter(Duration::isPositive).orElse(Duration.ZERO);
        failing.register(database.sql("select company_id, webhook_id, failing_since from failing_webhooks(?)").param(MAX_FAILING)
                .query((row, number) -> MultiGauge.Row.of(Tags.of("company", row.getString(1), "webhook", row.getString(2)),
                        Duration.between(row.getTimestamp(3).toInstant(), now).toSeconds()))
                .list(), true);
    }
}
