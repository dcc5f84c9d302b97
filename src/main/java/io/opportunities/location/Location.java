package io.opportunities.location;

import org.jspecify.annotations.Nullable;

/** Where an address is, in decimal degrees of WGS 84, and who issues permits there. */
public record Location(double latitude, double longitude, @Nullable Jurisdiction jurisdiction) {}
