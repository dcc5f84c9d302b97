package io.opportunities.property;

import io.opportunities.matching.MatchFoundStrategy;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The {@code custom} member of a request, checked.
 *
 * @param values by key name, in the order sent; null where the request clears it
 * @param newOptions dropdown options that are not defined yet and may be added
 * @param defaults what a new record has for keys the request does not name
 */
public record CustomValues(Map<String, @Nullable Object> values, List<NewOption> newOptions, Map<String, Object> defaults) {

    /** Of a request that says nothing of them. */
    public static final CustomValues NONE = new CustomValues(Map.of(), List.of(), Map.of());

    /** An option that comes with a request. */
    public record NewOption(String keyName, long propertyId, String label, String labelKey) {

        /** What it is called where it is locked. */
        String lockName() {
            return PropertyOption.lockName(propertyId, label);
        }
    }

    /** What a new record has. */
    public Map<String, @Nullable Object> ofNewRecord() {
        Map<String, @Nullable Object> all = new LinkedHashMap<>(defaults);
        all.putAll(values);
        return all;
    }

    /** What a matched record takes, which has some already. */
    public Map<String, @Nullable Object> takenBy(MatchFoundStrategy strategy, Map<String, Object> current) {
        Map<String, @Nullable Object> taken = new LinkedHashMap<>(values);
        taken.keySet().removeIf(key -> strategy == MatchFoundStrategy.ENRICH && !MatchFoundStrategy.isEmpty(current.get(key)));
        return taken;
    }

    /** What the new options are called where they are locked. */
    public List<String> lockNames() {
        return newOptions.stream().map(NewOption::lockName).toList();
    }

    /**
     * The values with their new options as they are defined now.
     *
     * @param labels by lock name
     */
    Map<String, @Nullable Object> relabelled(Map<String, @Nullable Object> sent, Map<String, String> labels) {
        Map<String, @Nullable Object> relabelled = new LinkedHashMap<>(sent);
        newOptions.forEach(option -> relabelled.computeIfPresent(option.keyName(),
                (key, value) -> relabelled(value, option.label(), labels.getOrDefault(option.lockName(), option.label()))));
        return relabelled;
    }

    private static Object relabelled(Object value, String sent, String defined) {
        if (value instanceof List<?> items) {
            return items.stream().map(item -> item.equals(sent) ? defined : item).distinct().toList();
        }
        return value.equals(sent) ? defined : value;
    }
}
