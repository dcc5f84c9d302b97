package io.opportunities.address;

/** A point on the map, in decimal degrees of WGS 84. */
public record Coordinates(double latitude, double longitude) {
}
