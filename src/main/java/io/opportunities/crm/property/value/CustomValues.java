package io.opportunities.crm.property.value;

import io.opportunities.matching.MatchFoundStrategy;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The validated {@code custom} member of a request.
 *
 * @param values by key name, in the order of the request; null if the request clears it
 * @param newOptions undefined dropdown options that may be added
 * @param defaults values of a new record for keys that the request omits
 */
public record CustomValues(Map<String, @Nullable Object> values, List<NewOption> newOptions, Map<String, Object> defaults) {

    /** The values of a request without custom members. */
    public static final CustomValues NONE = new CustomValues(Map.of(), List.of(), Map.of());

    /** An undefined option in a request. */
    public record NewOption(String keyName, long propertyId, String label, String labelKey) {

        public OptionKey key() {
            return new OptionKey(propertyId, labelKey);
        }
    }

    /** Returns the values of a new record. */
    public Map<String, @Nullable Object> ofNewRecord() {
        Map<String, @Nullable Object> all = new LinkedHashMap<>(defaults);
        all.putAll(values);
        return all;
    }

    /** Returns the values that apply to a matched record with its current values. */
    public Map<String, @Nullable Object> suppliedTo(MatchFoundStrategy strategy, Map<String, Object> current) {
        Map<String, @Nullable Object> supplied = new LinkedHashMap<>(values);
        supplied.keySet().removeIf(key -> strategy == MatchFoundStrategy.ENRICH && !MatchFoundStrategy.isEmpty(current.get(key)));
        return supplied;
    }

    /** Returns the values with the labels of new options as they are defined now. */
    public Map<String, @Nullable Object> relabelled(Map<String, @Nullable Object> sent, Map<OptionKey, String> labels) {
        Map<String, @Nullable Object> relabelled = new LinkedHashMap<>(sent);
        newOptions.forEach(option -> relabelled.computeIfPresent(option.keyName(),
                (key, value) -> relabelled(value, option.label(), labels.getOrDefault(option.key(), option.label()))));
        return relabelled;
    }

    private static Object relabelled(Object value, String sent, String defined) {
        if (value instanceof List<?> items) {
            return items.stream().map(item -> item.equals(sent) ? defined : item).distinct().toList();
        }
        return value.equals(sent) ? defined : value;
    }
}
