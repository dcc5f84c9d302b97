package io.opportunities.property;

import io.opportunities.common.Text;
import io.opportunities.common.Violation.Code;
import io.opportunities.common.Violations;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** A property with its options, as values are checked against it. */
record PropertyDefinition(long id, int version, RecordType recordType, String keyName, String name, PropertyType type, boolean multiple,
        List<String> options, @Nullable Object defaultValue) {

    /** The option as defined, whatever the case it came in. */
    Optional<String> option(String label) {
        String key = Text.fold(label);
        return options.stream().filter(option -> Text.fold(option).equals(key)).findFirst();
    }

    /** With other options. */
    PropertyDefinition with(List<String> newOptions) {
        return new PropertyDefinition(id, version, recordType, keyName, name, type, multiple, newOptions, defaultValue);
    }

    void checkOptions(Violations violations) {
        if (type != PropertyType.DROPDOWN && !options.isEmpty()) {
            violations.add("options", Code.NOT_ALLOWED, "are for the type DROPDOWN only; the type was " + type);
        }
    }

    /** The default value as its options are written now; notes one that is no option any more. */
    @Nullable
    Object keptDefault(Violations violations) {
        if (type != PropertyType.DROPDOWN || defaultValue == null) {
            return defaultValue;
        }
        return defaultValue instanceof List<?> items
                ? items.stream().map(item -> kept(String.valueOf(item), violations)).toList()
                : kept(String.valueOf(defaultValue), violations);
    }

    private String kept(String label, Violations violations) {
        return option(label).orElseGet(() -> {
            violations.add("options", Code.NOT_ALLOWED,
                    "must keep %s, which is the default value, unless that is changed too".formatted(Text.quote(label)));
            return label;
        });
    }

    PropertyResponse response() {
        return new PropertyResponse(id, name, type, keyName, multiple, options, defaultValue, true);
    }
}
