package io.opportunities.matching;

import io.opportunities.web.json.PatchField;
import java.util.Collection;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The treatment of a matched record. */
public enum MatchFoundStrategy {

    /** Leaves the record unchanged. */
    SKIP("skipped") {
        @Override
        public <T> @Nullable T merge(@Nullable T current, PatchField<T> offered) {
            return current;
        }
    },

    /** Overwrites with the members of the request. Null clears, absent members stay. */
    REPLACE("replaced") {
        @Override
        public <T> @Nullable T merge(@Nullable T current, PatchField<T> offered) {
            return offered.over(current);
        }
    },

    /** Fills only empty members of the record. */
    ENRICH("enriched") {
        @Override
        public <T> @Nullable T merge(@Nullable T current, PatchField<T> offered) {
            return isEmpty(current) ? offered.toOptional().orElse(current) : current;
        }
    };

    private final String outcome;

    MatchFoundStrategy(String outcome) {
        this.outcome = outcome;
    }

    public String wireName() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** The value of {@code X-Match-Outcome} for a record that changed by this strategy. */
    public String outcome() {
        return outcome;
    }

    /** The value of {@code X-Match-Outcome} for a matched record that changed or not. */
    String outcome(boolean changed) {
        return changed || this == SKIP ? outcome : "unchanged";
    }

    /** Returns the value of a member after a request that offers one. */
    public abstract <T> @Nullable T merge(@Nullable T current, PatchField<T> offered);

    /** Returns the values by key before the request applies: none if the request clears all of them. */
    public Map<String, Object> startOf(Map<String, Object> current, PatchField<?> offered) {
        return this == REPLACE && offered instanceof PatchField.Cleared ? Map.of() : current;
    }

    /** Returns the values by key after a request that offers some. Null clears a value. */
    public Map<String, Object> mergeEach(Map<String, Object> current, Map<String, @Nullable Object> offered) {
        Map<String, Object> merged = new HashMap<>(current);
        offered.forEach((key, value) -> merged.compute(key,
                (same, before) -> merge(before, value == null ? PatchField.cleared() : PatchField.given(value))));
        return merged;
    }

    /** Returns whether a value is null, blank, or without items. */
    public static boolean isEmpty(@Nullable Object value) {
        return switch (value) {
            case null -> true;
            case String text -> text.isBlank();
            case Collection<?> items -> items.isEmpty();
            default -> false;
        };
    }
}
