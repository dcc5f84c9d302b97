package io.opportunities.address;

import org.jspecify.annotations.Nullable;

/**
 * The data of a ZIP.
 *
 * @param place the name of its post office
 * @param county null for military ZIPs
 * @param countyFips five figures, state and county; null if the county is null
 * @param centroid null for military ZIPs
 */
public record ZipArea(String zipcode, String place, String state, @Nullable String county, @Nullable String countyFips,
        @Nullable Coordinates centroid) {

    static ZipArea of(String[] row) {
        return new ZipArea(row[0], row[1], row[2], row[3].isEmpty() ? null : row[3], row[4].isEmpty() ? null : row[4],
                Coordinates.of(row[5], row[6]));
    }

}
