package io.opportunities.address;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The ZIPs and places of the United States, from a table in the jar.
 *
 * @see <a href="https://www.geonames.org/">GeoNames, the source of the ZIPs, CC BY 4.0</a>
 */
public final class ZipDirectory {

    private static final class Bundled {

        private static final ZipDirectory DIRECTORY = new ZipDirectory();

    }

    private final ZipTable zips;

    private final PlaceTable places;

    private final Map<String, Place> aliases = new HashMap<>();

    private final Set<String> counties;

    private final Map<String, String> territories = new HashMap<>();

    private ZipDirectory() {
        List<ZipArea> areas = areas();
        zips = new ZipTable(areas);
        places = new PlaceTable(places(areas));
        counties = counties(areas);
        Tables.rows("city-aliases.tsv").forEach(row -> addAlias(row[0], row[1], row[2]));
        Tables.rows("territories.tsv").forEach(row -> addTerritory(row[0], row[1], row[2]));
    }

    /** Returns the directory of this jar, loaded on first use. */
    public static ZipDirectory bundled() {
        return Bundled.DIRECTORY;
    }

    /**
     * Returns the data of a ZIP.
     *
     * @param zipcode {@code 12345} or {@code 12345-6789}
     */
    public Optional<ZipArea> area(String zipcode) {
        return Optional.ofNullable(areaOrNull(zipcode));
    }

    @Nullable
    ZipArea areaOrNull(@Nullable String zipcode) {
        return zipcode == null || zipcode.length() < 5 ? null : zips.find(zipcode.substring(0, 5));
    }

    /** Returns the state of a ZIP; for the territories, also of an unlisted ZIP. */
    @Nullable
    String state(@Nullable String zipcode) {
        if (zipcode == null || zipcode.length() < 5) {
            return null;
        }
        String state = zips.state(zipcode.substring(0, 5));
        return state == null ? territory(zipcode) : state;
    }

    /** Returns the state as sent, which wins over that of the ZIP. */
    @Nullable
    String state(Tail tail) {
        return tail.state() != null ? tail.state() : state(tail.zipcode());
    }

    private @Nullable String territory(String zipcode) {
        String state = null;
        for (int figures = 3; state == null && figures < 6; figures++) {
            state = territories.get(zipcode.substring(0, figures));
        }
        return state;
    }

    /**
     * Returns the place of a name, in any spelling.
     *
     * @param state two capital letters
     */
    public Optional<Place> city(String state, String name) {
        return Optional.ofNullable(place(state, CityNames.key(name)));
    }

    @Nullable
    Place place(String state, String key) {
        Place alias = aliases.get(state + key);
        return alias == null ? places.find(state, key) : alias;
    }

    /** Returns the form of a city's name that all its spellings share; City of Troy is Troy, City of Industry is not Industry. */
    String cityKey(@Nullable String state, List<String> words, int from, int to) {
        String key = CityNames.key(words, from, to);
        int name = CityNames.behindTitle(words, from, to);
        return name == from || state != null && isPlace(state, key)
                ? cityKey(state, key)
                : cityKey(state, CityNames.key(words, name, to));
    }

    private String cityKey(@Nullable String state, String key) {
        Place alias = state == null ? null : aliases.get(state + key);
        return alias == null ? key : alias.key();
    }

    boolean isPlace(String state, String key) {
        return places.has(state, key) || aliases.containsKey(state + key);
    }

    boolean isCounty(String state, String key) {
        return counties.contains(state + key);
    }

    boolean isPlaceOfAnyState(String key) {
        return places.isOfAnyState(key);
    }

    private static List<ZipArea> areas() {
        Map<String, String> interned = new HashMap<>();
        List<ZipArea> areas = new ArrayList<>();
        for (String[] row : Tables.rows("zips.tsv.gz")) {
            for (int column = 1; column < 5; column++) {
                row[column] = interned.computeIfAbsent(row[column], same -> same);
            }
            areas.add(ZipArea.of(row));
        }
        return areas;
    }

    private static Set<String> counties(List<ZipArea> areas) {
        Set<String> counties = new HashSet<>();
        Set<String> named = new HashSet<>();
        for (ZipArea area : areas) {
            String county = area.county();
            if (county != null && named.add(area.state() + county)) {
                counties.add(area.state() + CityNames.key(county));
            }
        }
        return counties;
    }

    /** Returns the places of the ZIPs and those without a ZIP of their own. */
    private static Collection<Place> places(List<ZipArea> areas) {
        Map<String, List<ZipArea>> named = new LinkedHashMap<>();
        areas.forEach(area -> named.computeIfAbsent(area.state() + area.place(), name -> new ArrayList<>()).add(area));
        Map<String, Place> places = new LinkedHashMap<>();
        named.values().forEach(zips -> addPlace(places, zips.getFirst().state(), zips.getFirst().place(), mean(zips)));
        Tables.rows("places.tsv.gz").forEach(row -> addPlace(places, row[0], row[1], Coordinates.of(row[2], row[3])));
        return places.values();
    }

    private static void addPlace(Map<String, Place> places, String state, String name, @Nullable Coordinates centroid) {
        String key = CityNames.key(name);
        places.putIfAbsent(state + key, new Place(name, state, key, centroid));
    }

    private void addAlias(String state, String alias, String name) {
        Place place = place(state, CityNames.key(name));
        if (place == null) {
            throw new IllegalStateException("city-aliases.tsv names an unknown place: " + name + ", " + state);
        }
        aliases.put(state + CityNames.key(alias), place);
    }

    private void addTerritory(String first, String last, String state) {
        for (int prefix = Integer.parseInt(first); prefix <= Integer.parseInt(last); prefix++) {
            String figures = Integer.toString(prefix);
            territories.put("0".repeat(first.length() - figures.length()) + figures, state);
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
