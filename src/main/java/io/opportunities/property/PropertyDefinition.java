package io.opportunities.property;

import io.opportunities.common.Text;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** A property with its options, as values are checked against it. */
record PropertyDefinition(long id, RecordType recordType, String keyName, String name, PropertyType type, boolean multiple,
        List<String> options, @Nullable Object defaultValue) {

    /** The option as defined, whatever the case it came in. */
    Optional<String> option(String label) {
        String key = Text.fold(label);
        return options.stream().filter(option -> Text.fold(option).equals(key)).findFirst();
    }

    PropertyResponse response() {
        return new PropertyResponse(id, name, type, keyName, multiple, options, defaultValue, true);
    }
}
