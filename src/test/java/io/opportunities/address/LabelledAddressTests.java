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
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class LabelledAddressTests {

    /** A line and its parts. */
    record Labelled(String line, @Nullable String street, @Nullable String city, @Nullable String state, @Nullable String zipcode) {

        static Labelled of(String row) {
            List<String> parts = Stream.of(row.split("\\|", -1)).map(String::strip).toList();
            return new Labelled(parts.get(0), part(parts.get(1)), part(parts.get(2)), part(parts.get(3)), part(parts.get(4)));
        }

        private static @Nullable String part(String text) {
            return text.isEmpty() ? null : text;
        }
    }

    private final AddressParser parser = new AddressParser();

    static Stream<Labelled> addresses() {
        try (InputStream in = LabelledAddressTests.class.getResourceAsStream("/address/labelled.txt")) {
            String text = new String(Objects.requireNonNull(in).readAllBytes(), StandardCharsets.UTF_8);
            return text.lines().filter(line -> !line.startsWith("#")).map(Labelled::of);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @ParameterizedTest
    @MethodSource("addresses")
    void partsAreThoseThatAPersonSees(Labelled labelled) {
        PostalAddress address = parser.parse(labelled.line());

        assertThat(new Labelled(address.line(), address.street(), address.city(), address.state(), address.zipcode())).isEqualTo(labelled);
    }
}
