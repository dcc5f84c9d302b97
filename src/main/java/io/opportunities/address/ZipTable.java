package io.opportunities.address;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The ZIPs, in columns; each object is created on demand. */
final class ZipTable {

    private record County(String state, @Nullable String name, @Nullable String fips) {

        static County of(ZipArea area) {
            return new County(area.state(), area.county(), area.countyFips());
        }

    }

    /** The row of each possible ZIP, counted from one; zero if there is none. */
    private final char[] rows = new char[100_000];

    private final String[] places;

    private final County[] counties;

    private final Points centroids;

    ZipTable(List<ZipArea> areas) {
        Map<County, County> shared = new HashMap<>();
        places = areas.stream().map(ZipArea::place).toArray(String[]::new);
        counties = areas.stream().map(County::of).map(county -> shared.computeIfAbsent(county, same -> same)).toArray(County[]::new);
        centroids = new Points(areas.stream().map(ZipArea::centroid).toList());
        if (areas.size() > Character.MAX_VALUE) {
            throw new IllegalArgumentException("%d ZIPs are more than a row's number can tell apart".formatted(areas.size()));
        }
        for (int row = 0; row < areas.size(); row++) {
            rows[Integer.parseInt(areas.get(row).zipcode())] = (char) (row + 1);
        }
    }

    @Nullable
    ZipArea find(String zipcode) {
        int row = row(zipcode);
        if (row < 0) {
            return null;
        }
        County county = counties[row];
        return new ZipArea(zipcode, places[row], county.state(), county.name(), county.fips(), centroids.get(row));
    }

    @Nullable
    String state(String zipcode) {
        int row = row(zipcode);
        return row < 0 ? null : counties[row].state();
    }

    private int row(String zipcode) {
        return Words.isZip(zipcode) ? rows[Integer.parseInt(zipcode)] - 1 : -1;
    }

}
