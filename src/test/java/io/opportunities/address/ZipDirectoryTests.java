package io.opportunities.address;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ZipDirectoryTests {

    private final ZipDirectory directory = ZipDirectory.bundled();

    @Test
    void zipKnowsPlaceAndCounty() {
        assertThat(directory.area("37204-1234")).contains(
                new ZipArea("37204", "Nashville", "TN", "Davidson", "47037", new Coordinates(36.1067, -86.7743)));
    }

    @Test
    void unknownZipIsEmpty() {
        assertThat(directory.area("00000")).isEmpty();
        assertThat(directory.area("")).isEmpty();
    }

    @Test
    void territoriesAreKnownByTheirFirstFigures() {
        assertThat(directory.state("00901")).isEqualTo("PR");
    }

    @Test
    void otherNamesOfPlacesComeFirst() {
        assertThat(directory.city("NY", "New York City")).map(Place::name).contains("New York");
        assertThat(directory.isPlace("NY", CityNames.key("NYC"))).isTrue();
        assertThat(directory.isPlace("NJ", CityNames.key("NYC"))).isFalse();
    }

    @Test
    void noTwoPlacesOfAStateShareAKeyBeyondSpelling() {
        Map<String, String> names = new HashMap<>();

        for (String[] row : Tables.rows("zips.tsv.gz")) {
            String name = names.putIfAbsent(row[2] + CityNames.key(row[1]), plain(row[1]));
            assertThat(name == null ? plain(row[1]) : name).isEqualTo(plain(row[1]));
        }
    }

    private static String plain(String name) {
        return name.toUpperCase(Locale.ROOT).replace("SAINT ", "ST ").replace("MOUNT ", "MT ").replace("FORT ", "FT ")
                .replaceAll("[^A-Z]", "");
    }

}
