package io.opportunities.address;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class PlaceCasesTests {

    /** A line and its parts. */
    record Parts(String line, @Nullable String street, @Nullable String city, @Nullable String state, @Nullable String zipcode) {

        static Parts of(String[] row) {
            return new Parts(row[1], part(row[2]), part(row[3]), part(row[4]), part(row[5]));
        }

        static Parts of(PostalAddress address) {
            return new Parts(address.line(), address.street(), address.city(), address.state(), address.zipcode());
        }

        private static @Nullable String part(String text) {
            return text.isEmpty() ? null : text;
        }

    }

    /** Two lines, and whether they name one place. */
    private record Pair(String kind, String one, String other, boolean same) {

        static Pair of(String[] row) {
            return new Pair(row[0], row[1], row[2], row[3].equals("one"));
        }

    }

    private final AddressParser parser = new AddressParser();

    static Stream<Parts> parts() {
        return rows("parts.tsv").map(Parts::of);
    }

    @ParameterizedTest
    @MethodSource("parts")
    void whatStandsBeforeAndBehindCostsNoOtherPart(Parts parts) {
        PostalAddress address = parser.parse(parts.line());

        assertThat(Parts.of(address)).isEqualTo(parts);
    }

    @Test
    void linesOfOnePlaceMatchAndOthersNever() {
        List<Pair> pairs = rows("places.tsv").map(Pair::of).toList();

        assertThat(pairs).hasSizeGreaterThanOrEqualTo(100);
        assertThat(pairs).filteredOn(pair -> key(pair.one()).equals(key(pair.other())) != pair.same()).isEmpty();
    }

    @Test
    void halfOfThePairsStayApart() {
        assertThat(rows("places.tsv").map(Pair::of).filter(pair -> !pair.same())).hasSizeGreaterThanOrEqualTo(50);
    }

    private String key(String line) {
        return parser.parse(line).canonical();
    }

    private static Stream<String[]> rows(String file) {
        try (InputStream in = PlaceCasesTests.class.getResourceAsStream("/address/" + file)) {
            String text = new String(Objects.requireNonNull(in).readAllBytes(), StandardCharsets.UTF_8);
            return text.lines().filter(line -> !line.startsWith("# ")).map(line -> line.split("\t", -1));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

}
