package io.opportunities.crm.property;

import io.opportunities.crm.property.value.PropertyDefinition;
import io.opportunities.crm.property.value.PropertyType;
import java.util.List;
import java.util.Objects;

/**
 * A property in JSON.
 *
 * @param options of a dropdown, in order; else empty
 * @param defaultValue an empty array if there is none
 */
record PropertyResponse(long id, String name, PropertyType type, String keyName, boolean isMultiple, List<String> options,
        Object defaultValue, boolean isCustom) {

    static PropertyResponse of(PropertyDefinition property) {
        return new PropertyResponse(property.id(), property.name(), property.type(), property.keyName(), property.multiple(),
                property.options(), Objects.requireNonNullElse(property.defaultValue(), List.of()), true);
    }
}
