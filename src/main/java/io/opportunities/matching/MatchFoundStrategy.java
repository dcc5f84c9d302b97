package io.opportunities.matching;

import io.opportunities.common.PatchField;
import java.util.Collection;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What becomes of a record that a request matches. */
public enum MatchFoundStrategy {

    /** It stays as it is. */
    SKIP("skipped") {
        @Override
        public <T> @Nullable T merge(@Nullable T current, PatchField<T> offered) {
            return current;
        }
    },

    /** Members in the request overwrite, null clears, absent ones stay. */
    REPLACE("replaced") {
        @Override
        public <T> @Nullable T merge(@Nullable T current, PatchField<T> offered) {
            return offered.over(current);
        }
    },

    /** Only what is empty in the record is filled. */
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

    /** How {@code X-Match-Outcome} calls what was done. */
    public String outcome() {
        return outcome;
    }

    /** The value a member has after a request that offers one. */
    public abstract <T> @Nullable T merge(@Nullable T current, PatchField<T> offered);

    /** The values by key that a request starts from: none where it clears them all at once. */
    public Map<String, Object> startOf(Map<String, Object> current, PatchField<?> offered) {
        return this == REPLACE && offered instanceof PatchField.Cleared ? Map.of() : current;
    }

    /** The values a record has by key after a request that offers some; null clears one. */
    public Map<String, Object> mergeEach(Map<String, Object> current, Map<String, @Nullable Object> offered) {
        Map<String, Object> merged = new HashMap<>(current);
        offered.forEach((key, value) -> merged.compute(key,
                (same, before) -> merge(before, value == null ? PatchField.cleared() : PatchField.given(value))));
        return merged;
    }

    /** Null, blank, or without items. */
    public static boolean isEmpty(@Nullable Object value) {
        return switch (value) {
            case null -> true;
            case String text -> text.isBlank();
            case Collection<?> items -> items.isEmpty();
            default -> false;
        };
    }
}
