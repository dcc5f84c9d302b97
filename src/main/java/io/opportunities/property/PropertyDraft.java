package io.opportunities.property;

import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** A property as checked input. */
record PropertyDraft(RecordType recordType, String name, PropertyType type, String keyName, boolean multiple, List<String> options,
        @Nullable JsonNode defaultValue) {

    /** Without its default value, which is checked against this. */
    PropertyDefinition definition() {
        return new PropertyDefinition(0, 0, recordType, keyName, name, type, multiple, PropertyOption.distinct(options), null);
    }
}
