package io.opportunities.common;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.EnumMap;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import org.springframework.stereotype.Component;

/** Counts the requests that were refused for being too many, as {@code opportunities.refusals}. */
@Component
public final class Refusals {

    private final Map<Limit, Counter> counters = new EnumMap<>(Limit.class);

    Refusals(MeterRegistry meters) {
        for (Limit limit : Limit.values()) {
            counters.put(limit, meters.counter("opportunities.refusals", "limit", limit.name().toLowerCase(Locale.ROOT)));
        }
    }

    /** Of what there was too much: calls of a key, keys or passwords that are wrong, or requests at once. */
    public enum Limit {
        KEY_RATE, WRONG_KEYS, WRONG_PASSWORDS, LOAD
    }

    public void count(Limit limit) {
        Objects.requireNonNull(counters.get(limit)).increment();
    }
}
