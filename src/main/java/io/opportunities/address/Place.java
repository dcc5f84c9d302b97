package io.opportunities.address;

import org.jspecify.annotations.Nullable;

/**
 * A city, town or post office of a state.
 *
 * @param key its name in the form for comparison
 * @param centroid mean of its ZIPs; null if none has coordinates
 */
public record Place(String name, String state, String key, @Nullable Coordinates centroid) {}
