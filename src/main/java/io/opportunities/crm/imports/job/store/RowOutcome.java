package io.opportunities.crm.imports.job.store;

import java.util.Arrays;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** What became of a row, or would. */
public enum RowOutcome {

    CREATED, SKIPPED, REPLACED, ENRICHED, UNCHANGED, FAILED;

    public String wireName() {
        return name().toLowerCase(Locale.ROOT);
    }

    public static RowOutcome of(String wireName) {
        return valueOf(wireName.toUpperCase(Locale.ROOT));
    }

    /** Returns the counts of no rows. */
    public static Map<String, Long> none() {
        Map<String, Long> none = new TreeMap<>();
        Arrays.stream(values()).forEach(outcome -> none.put(outcome.wireName(), 0L));
        return none;
    }

    /** Counts outcomes, except those that are not known. */
    static Map<String, Long> counts(Stream<@Nullable RowOutcome> outcomes) {
        Map<String, Long> counts = none();
        outcomes.forEach(outcome -> {
            if (outcome != null) {
                counts.merge(outcome.wireName(), 1L, Long::sum);
            }
        });
        return counts;
    }
}
