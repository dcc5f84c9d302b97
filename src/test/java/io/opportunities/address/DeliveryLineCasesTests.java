package io.opportunities.address;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Objects;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class DeliveryLineCasesTests {

    private final AddressParser parser = new AddressParser();

    static Stream<Object[]> pairs() {
        return rows("delivery-lines.tsv");
    }

    static Stream<Object[]> lines() {
        return rows("delivery-streets.tsv");
    }

    @ParameterizedTest
    @MethodSource("pairs")
    void onePlaceHasOneKey(String kind, String first, String second, String places) {
        boolean one = parser.parse(first).canonical().equals(parser.parse(second).canonical());

        assertThat(one ? "one" : "two").as(kind).isEqualTo(places);
    }

    @ParameterizedTest
    @MethodSource("lines")
    void streetIsTheDeliveryLine(String line, String street, String city) {
        PostalAddress address = parser.parse(line);

        assertThat(address.street()).isEqualTo(street);
        assertThat(address.city()).isEqualTo(city);
    }

    private static Stream<Object[]> rows(String file) {
        try (InputStream in = DeliveryLineCasesTests.class.getResourceAsStream("/address/" + file)) {
            String text = new String(Objects.requireNonNull(in).readAllBytes(), StandardCharsets.UTF_8);
            return text.lines().filter(line -> !line.startsWith("# ")).map(line -> line.split("\t"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

}
