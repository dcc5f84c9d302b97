package io.opportunities.address.geo;

import org.jspecify.annotations.Nullable;

/** The location of an address, in decimal degrees of WGS 84, and the office that issues permits there. */
public record Location(double latitude, double longitude, @Nullable Jurisdiction jurisdiction) {}
