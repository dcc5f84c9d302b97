package io.opportunities.web.query;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The declaration of a query parameter, for the documentation.
 *
 * @param type of one value
 * @param fallback the default; null if there is none
 * @param allowed the only values, empty for any
 * @param min the smallest number
 * @param max the largest number
 * @param repeatable whether it takes several values
 * @param required whether it must be given
 */
public record QueryParameter(String name, Class<?> type, @Nullable Object fallback, List<String> allowed, @Nullable Integer min,
        @Nullable Integer max, boolean repeatable, boolean required) {

    /** Returns the same parameter without its default. */
    public QueryParameter withoutFallback() {
        return new QueryParameter(name, type, null, allowed, min, max, repeatable, required);
    }

    static QueryParameter text(String name) {
        return new QueryParameter(name, String.class, null, List.of(), null, null, false, false);
    }

    static QueryParameter requiredText(String name) {
        return new QueryParameter(name, String.class, null, List.of(), null, null, false, true);
    }

    static QueryParameter time(String name) {
        return new QueryParameter(name, Instant.class, null, List.of(), null, null, false, false);
    }

    static QueryParameter id(String name) {
        return new QueryParameter(name, Long.class, null, List.of(), null, null, false, false);
    }

    static QueryParameter integer(String name, int fallback, int min, int max) {
        return new QueryParameter(name, Integer.class, fallback, List.of(), min, max, false, false);
    }

    static QueryParameter flag(String name, boolean fallback) {
        return new QueryParameter(name, Boolean.class, fallback, List.of(), null, null, false, false);
    }

    static QueryParameter oneOf(String name, List<String> allowed, String fallback) {
        return new QueryParameter(name, String.class, fallback, allowed, null, null, false, false);
    }

    /** @param fallback the default list, of one value */
    static QueryParameter someOf(String name, List<String> allowed, String fallback) {
        return new QueryParameter(name, String.class, fallback, allowed, null, null, true, false);
    }

    static QueryParameter listOf(String name, List<String> allowed) {
        return new QueryParameter(name, String.class, null, allowed, null, null, true, false);
    }
}
