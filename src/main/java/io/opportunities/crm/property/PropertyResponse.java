package io.opportunities.crm.property;

import java.util.List;

/**
 * A property in JSON.
 *
 * @param options of a dropdown, in order; else empty
 * @param defaultValue an empty array if there is none
 */
record PropertyResponse(long id, String name, PropertyType type, String keyName, boolean isMultiple, List<String> options,
        Object defaultValue, boolean isCustom) {}
