package io.opportunities.address;

import static org.assertj.core.api.Assertions.assertThat;

import io.opportunities.address.geo.Location;
import io.opportunities.address.geo.OfflineGeocoder;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class PermitAddressTests {

    /** Other spellings of a line with the same meaning. */
    enum Spelling {

        AS_SENT(line -> line), LOWER_CASE(line -> line.toLowerCase(Locale.ROOT)), WITHOUT_COMMAS(
                line -> line.replace(",", "")), WITH_COUNTRY(line -> line + ", USA"), ON_LINES(
                        line -> line.replaceFirst(", ", "\n")), WITH_MORE_SPACE(line -> line.replace(" ", "  \t"));

        private final UnaryOperator<String> change;

        Spelling(UnaryOperator<String> change) {
            this.change = change;
        }

    }

    private final AddressParser parser = new AddressParser();

    private final OfflineGeocoder geocoder = new OfflineGeocoder();

    private final List<Permit> permits = Permit.all();

    @ParameterizedTest
    @EnumSource
    void partsAreThoseOfTheCity(Spelling spelling) {
        double city = share(spelling, "city", Permit::city, PostalAddress::city);
        double state = share(spelling, "state", Permit::state, PostalAddress::state);
        double zipcode = share(spelling, "zipcode", Permit::zipcode, PostalAddress::zipcode);
        double street = share(spelling, "street", this::delivery, address -> delivery(address.street(), address.state()));

        assertThat(List.of(city, state, zipcode)).allMatch(share -> share >= 0.995);
        assertThat(street).isGreaterThanOrEqualTo(0.98);
    }

    @ParameterizedTest
    @EnumSource
    void everySpellingHasTheSameKey(Spelling spelling) {
        double same = share(spelling, "key", permit -> parser.parse(permit.address()).canonical(),
                PostalAddress::canonical);

        assertThat(same).isGreaterThanOrEqualTo(0.99);
    }

    @Test
    void differentAddressesHaveDifferentKeys() {
        Map<String, String> seen = new HashMap<>();
        List<String> clashes = new ArrayList<>();

        for (Permit permit : permits) {
            String before = seen.putIfAbsent(parser.parse(permit.address()).canonical(), permit.address());
            if (before != null && !withoutZip(before).equals(withoutZip(permit.address()))) {
                clashes.add(before + " = " + permit.address());
            }
        }

        assertThat(clashes).isEmpty();
    }

    @Test
    void pointsAreNearTheTruth() {
        List<Double> kilometres = permits.stream().flatMap(permit -> distance(permit).stream()).sorted().toList();
        double median = kilometres.get(kilometres.size() / 2);
        double p95 = kilometres.get(kilometres.size() * 95 / 100);
        System.out.printf("distance of %d points: median %.1f km, p95 %.1f km%n", kilometres.size(), median, p95);

        assertThat(median).isLessThanOrEqualTo(4);
        assertThat(p95).isLessThanOrEqualTo(10);
    }

    private double share(Spelling spelling, String name, Function<Permit, @Nullable String> expected,
            Function<PostalAddress, @Nullable String> actual) {
        int hits = 0;
        for (Permit permit : permits) {
            PostalAddress address = parser.parse(spelling.change.apply(permit.address()));
            String wanted = expected.apply(permit);
            String found = actual.apply(address);
            if (Objects.equals(fold(wanted), fold(found))) {
                hits++;
            } else {
                System.out.printf("%s %s: wanted %s, found %s in %s%n", spelling, name, wanted, found, address);
            }
        }
        System.out.printf("%s %s: %d of %d%n", spelling, name, hits, permits.size());
        return (double) hits / permits.size();
    }

    private Optional<Double> distance(Permit permit) {
        Coordinates truth = permit.point();
        return truth == null
                ? Optional.empty()
                : geocoder.locate(parser.parse(permit.address())).map(found -> kilometres(found, truth));
    }

    private static double kilometres(Location found, Coordinates truth) {
        double north = (found.latitude() - truth.latitude()) * 111.2;
        double east = (found.longitude() - truth.longitude()) * 111.2 * Math.cos(Math.toRadians(truth.latitude()));
        return Math.hypot(north, east);
    }

    private @Nullable String delivery(Permit permit) {
        return delivery(permit.street(), permit.state());
    }

    private static @Nullable String delivery(@Nullable String street, @Nullable String state) {
        return street == null ? null : DeliveryLine.canonical(Line.of(street).words(), state);
    }

    private static @Nullable String fold(@Nullable String text) {
        return text == null ? null : text.toUpperCase(Locale.ROOT).replaceAll("\\s+", " ");
    }

    private static String withoutZip(String line) {
        return line.replaceAll(" \\d{5}$", "").toUpperCase(Locale.ROOT);
    }

}
