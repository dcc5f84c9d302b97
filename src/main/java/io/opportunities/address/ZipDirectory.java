package io.opportunities.address;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Knows the ZIPs and places of the United States, from a table in the jar.
 *
 * @see <a href="https://www.geonames.org/">GeoNames, the source of the ZIPs, CC BY 4.0</a>
 */
public final class ZipDirectory {

    private static final class Bundled {

        private static final ZipDirectory DIRECTORY = new ZipDirectory();

    }

    private final Map<String, ZipArea> areas = new HashMap<>(60_000);

    private final Map<String, Map<String, Place>> places = new HashMap<>();

    private final Set<String> placeKeys = new HashSet<>();

    private final Set<String> counties = new HashSet<>();

    private final Map<String, String> territories = new HashMap<>();

    private ZipDirectory() {
        Map<String, String> interned = new HashMap<>();
        for (String[] row : Tables.rows("zips.tsv.gz")) {
            for (int column = 1; column < 5; column++) {
                row[column] = interned.computeIfAbsent(row[column], same -> same);
            }
            areas.put(row[0], ZipArea.of(row));
        }
        addCounties();
        addPlacesOfZips();
        Tables.rows("places.tsv.gz").forEach(row -> addPlace(row[0], row[1], Coordinates.of(row[2], row[3])));
        Tables.rows("city-aliases.tsv").forEach(row -> addAlias(row[0], row[1], row[2]));
        Tables.rows("territories.tsv").forEach(row -> addTerritory(row[0], row[1], row[2]));
    }

    /** The directory of this jar, loaded when first asked for. */
    public static ZipDirectory bundled() {
        return Bundled.DIRECTORY;
    }

    /**
     * What is known about a ZIP.
     *
     * @param zipcode {@code 12345} or {@code 12345-6789}
     */
    public Optional<ZipArea> area(String zipcode) {
        return Optional.ofNullable(areaOrNull(zipcode));
    }

    @Nullable
    ZipArea areaOrNull(@Nullable String zipcode) {
        return zipcode == null || zipcode.length() < 5 ? null : areas.get(zipcode.substring(0, 5));
    }

    /** The state of a ZIP; of the territories even where the ZIP itself is not listed. */
    @Nullable
    String state(@Nullable String zipcode) {
        ZipArea area = areaOrNull(zipcode);
        if (area != null) {
            return area.state();
        }
        return zipcode == null ? null : territories.get(zipcode.substring(0, 3));
    }

    /**
     * The place of a name, in any spelling of it.
     *
     * @param state two capital letters
     */
    public Optional<Place> city(String state, String name) {
        return Optional.ofNullable(place(state, CityNames.key(name)));
    }

    @Nullable
    Place place(String state, String key) {
        Map<String, Place> ofState = places.get(state);
        return ofState == null ? null : ofState.get(key);
    }

    boolean isCounty(String state, String key) {
        return counties.contains(state + key);
    }

    boolean isPlaceOfAnyState(String key) {
        return placeKeys.contains(key);
    }

    private void addCounties() {
        Set<String> named = new HashSet<>();
        for (ZipArea area : areas.values()) {
            String county = area.county();
            if (county != null && named.add(area.state() + county)) {
                counties.add(area.state() + CityNames.key(county));
            }
        }
    }

    private void addPlacesOfZips() {
        Map<String, Map<String, List<ZipArea>>> byName = new HashMap<>();
        for (ZipArea area : areas.values()) {
            byName.computeIfAbsent(area.state(), state -> new HashMap<>())
                    .computeIfAbsent(area.place(), name -> new ArrayList<>())
                    .add(area);
        }
        byName.forEach((state, names) -> names.forEach((name, zips) -> addPlace(state, name, mean(zips))));
    }

    private void addPlace(String state, String name, @Nullable Coordinates centroid) {
        String key = CityNames.key(name);
        places.computeIfAbsent(state, code -> new HashMap<>()).putIfAbsent(key, new Place(name, state, key, centroid));
        placeKeys.add(key);
    }

    private void addAlias(String state, String alias, String name) {
        Place place = place(state, CityNames.key(name));
        if (place == null) {
            throw new IllegalStateException("city-aliases.tsv names an unknown place: " + name + ", " + state);
        }
        places.getOrDefault(state, Map.of()).put(CityNames.key(alias), place);
    }

    private void addTerritory(String first, String last, String state) {
        for (int prefix = Integer.parseInt(first); prefix <= Integer.parseInt(last); prefix++) {
            territories.put("%03d".formatted(prefix), state);
        }
    }

    private static @Nullable Coordinates mean(List<ZipArea> zips) {
        double latitude = 0;
        double longitude = 0;
        int counted = 0;
        for (ZipArea zip : zips) {
            Coordinates centroid = zip.centroid();
            if (centroid != null) {
                latitude += centroid.latitude();
                longitude += centroid.longitude();
                counted++;
            }
        }
        return counted == 0 ? null : new Coordinates(latitude / counted, longitude / counted);
    }

}
