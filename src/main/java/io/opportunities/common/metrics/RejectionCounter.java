package io.opportunities.common.metrics;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.EnumMap;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import org.springframework.stereotype.Component;

/** Counts the requests rejected by a limit, as {@code opportunities.refusals}. */
@Component
public final class RejectionCounter {

    private final Map<Limit, Counter> counters = new EnumMap<>(Limit.class);

    RejectionCounter(MeterRegistry meters) {
        for (Limit limit : Limit.values()) {
            counters.put(limit, meters.counter("opportunities.refusals", "limit", limit.name().toLowerCase(Locale.ROOT)));
        }
    }

    /** The exceeded limit: calls of a key, wrong keys or passwords, or concurrent requests. */
    public enum Limit {
        KEY_RATE, WRONG_KEYS, WRONG_PASSWORDS, LOAD
    }

    public void count(Limit limit) {
        Objects.requireNonNull(counters.get(limit)).increment();
    }
}
