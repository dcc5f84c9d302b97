package io.opportunities.property;

import io.swagger.v3.oas.annotations.media.Schema;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A property on the wire.
 *
 * @param options of a dropdown, in order; else empty
 */
record PropertyResponse(long id, String name, PropertyType type, String keyName, boolean isMultiple, List<String> options,
        @Schema(nullable = true) @Nullable Object defaultValue, boolean isCustom) {}
