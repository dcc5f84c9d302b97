package io.opportunities.crm.property.value;

import io.opportunities.common.JsonSize;
import io.opportunities.common.Text;
import io.opportunities.search.RecordType;
import io.opportunities.web.error.Violation.Code;
import io.opportunities.web.error.Violations;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * A property with its options, for the validation of values.
 *
 * @param labels of the options by their keys, in order
 */
public record PropertyDefinition(long id, int version, RecordType recordType, String keyName, String name, PropertyType type,
        boolean multiple,
        Map<String, String> labels, @Nullable Object defaultValue) {

    /** Returns its approximate size in memory, in bytes. */
    public long size() {
        return 200 + JsonSize.of(defaultValue)
                + labels.entrySet().stream().mapToLong(option -> 120 + 2L * (option.getKey().length() + option.getValue().length())).sum();
    }

    public List<String> options() {
        return List.copyOf(labels.values());
    }

    /** Returns the option as defined, in any case. */
    Optional<String> option(String label) {
        return Optional.ofNullable(labels.get(Text.fold(label)));
    }

    /** Returns a definition with other options. */
    public PropertyDefinition with(List<String> newOptions) {
        return new PropertyDefinition(id, version, recordType, keyName, name, type, multiple, byKey(newOptions),
                defaultValue);
    }

    /** Returns each label once, regardless of case. */
    public static Map<String, String> byKey(List<String> labels) {
        return labels.stream().collect(Collectors.toMap(Text::fold, label -> label, (first, twin) -> first, LinkedHashMap::new));
    }

    public void checkOptions(Violations violations) {
        if (type != PropertyType.DROPDOWN && !labels.isEmpty()) {
            violations.add("options", Code.NOT_ALLOWED, "are for the type DROPDOWN only; the type was " + type);
        }
    }

    /** Returns the default value with the current labels of its options. A label without an option adds a violation. */
    @Nullable
    public Object currentDefault(Violations violations) {
        if (type != PropertyType.DROPDOWN || defaultValue == null) {
            return defaultValue;
        }
        return defaultValue instanceof List<?> items
                ? items.stream().map(item -> currentLabel(String.valueOf(item), violations)).toList()
                : currentLabel(String.valueOf(defaultValue), violations);
    }

    private String currentLabel(String label, Violations violations) {
        return option(label).orElseGet(() -> {
            violations.add("options", Code.NOT_ALLOWED,
                    "must keep %s, which is the default value, unless that is changed too".formatted(Text.quote(label)));
            return label;
        });
    }
}
