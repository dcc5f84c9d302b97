package io.opportunities.address;

import org.jspecify.annotations.Nullable;

/** A point on the map, in decimal degrees of WGS 84. */
public record Coordinates(double latitude, double longitude) {

    private static final double EARTH_RADIUS = 6371;

    /** Returns the distance on a sphere, correct to half a percent. */
    public double kilometresTo(Coordinates other) {
        double north = Math.sin(Math.toRadians(other.latitude - latitude) / 2);
        double east = Math.sin(Math.toRadians(other.longitude - longitude) / 2);
        double half = north * north
                + Math.cos(Math.toRadians(latitude)) * Math.cos(Math.toRadians(other.latitude)) * east * east;
        return 2 * EARTH_RADIUS * Math.asin(Math.min(1, Math.sqrt(half)));
    }

    static @Nullable Coordinates of(String latitude, String longitude) {
        return latitude.isEmpty()
                ? null
                : new Coordinates(Double.parseDouble(latitude), Double.parseDouble(longitude));
    }

}
