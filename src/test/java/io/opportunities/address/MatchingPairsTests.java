package io.opportunities.address;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;

class MatchingPairsTests {

    /** Two lines that name one place, or not. */
    private record Pair(String one, String other) {}

    private final AddressParser parser = new AddressParser();

    @Test
    void spellingsOfOnePlaceMatch() {
        List<Pair> pairs = pairs("same.txt", " == ");

        assertThat(pairs).hasSizeGreaterThanOrEqualTo(150);
        assertThat(pairs).filteredOn(pair -> !key(pair.one()).equals(key(pair.other()))).isEmpty();
    }

    @Test
    void differentPlacesNeverMatch() {
        List<Pair> pairs = pairs("different.txt", " != ");

        assertThat(pairs).hasSizeGreaterThanOrEqualTo(150);
        assertThat(pairs).filteredOn(pair -> key(pair.one()).equals(key(pair.other()))).isEmpty();
    }

    private String key(String line) {
        return parser.parse(line).canonical();
    }

    private static List<Pair> pairs(String file, String separator) {
        try (InputStream in = MatchingPairsTests.class.getResourceAsStream("/address/" + file)) {
            String text = new String(Objects.requireNonNull(in).readAllBytes(), StandardCharsets.UTF_8);
            return text.lines().filter(line -> line.contains(separator)).map(line -> line.split(separator))
                    .map(sides -> new Pair(sides[0], sides[1])).toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

}
