package io.opportunities.address;

import org.jspecify.annotations.Nullable;

/** A point on the map, in decimal degrees of WGS 84. */
public record Coordinates(double latitude, double longitude) {

    static @Nullable Coordinates of(String latitude, String longitude) {
        return latitude.isEmpty()
                ? null
                : new Coordinates(Double.parseDouble(latitude), Double.parseDouble(longitude));
    }

}
