package io.opportunities.address;

import org.jspecify.annotations.Nullable;

/**
 * A city, town or post office of a state.
 *
 * @param key the form in which its name is compared
 * @param centroid mean of its ZIPs; null where none has coordinates
 */
public record Place(String name, String state, String key, @Nullable Coordinates centroid) {}
