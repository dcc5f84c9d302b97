package io.opportunities.crm.imports.job;

import java.util.Arrays;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

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
}
