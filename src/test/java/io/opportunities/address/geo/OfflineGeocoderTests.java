package io.opportunities.address.geo;

import static org.assertj.core.api.Assertions.assertThat;

import io.opportunities.address.AddressParser;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class OfflineGeocoderTests {

    private final AddressParser parser = new AddressParser();

    private final OfflineGeocoder geocoder = new OfflineGeocoder();

    @Test
    void zipGivesItsCentroid() {
        Location location = locate("520 B Benton Ave, Nashville, TN 37204");

        assertThat(location.latitude()).isEqualTo(36.1067);
        assertThat(location.longitude()).isEqualTo(-86.7743);
    }

    @Test
    void cityGivesTheMiddleOfItsZips() {
        Location location = locate("520 B Benton Ave, Nashville, TN");

        assertThat(location.latitude()).isBetween(36.0, 36.3);
        assertThat(location.longitude()).isBetween(-87.0, -86.5);
    }

    @Test
    void jurisdictionIsTheSameForEverySpellingOnEveryMachine() {
        Jurisdiction city = locate("1 Main St, Saint Louis, MO 63101").jurisdiction();

        assertThat(city).isEqualTo(locate("9 Elm St, ST. LOUIS, Missouri").jurisdiction())
                .isEqualTo(new Jurisdiction(4230922422571253L, "Saint Louis",
                        UUID.fromString("662149dd-37a1-34af-a1ff-08006411d0f5")));
    }

    @Test
    void countyStandsInForAnUnknownCity() {
        assertThat(locate("1 Main St, Nowhereville, TN 37204").jurisdiction()).extracting(Jurisdiction::name)
                .isEqualTo("Davidson");
    }

    @Test
    void zipOfAnotherStateIsNotBelieved() {
        Location location = locate("1 Main St, Nashville, TN 90210");

        assertThat(location.longitude()).isBetween(-87.0, -86.5);
    }

    @Test
    void streetAloneHasNoPlace() {
        assertThat(geocoder.locate(parser.parse("123 Main St"))).isEmpty();
    }

    private Location locate(String line) {
        return geocoder.locate(parser.parse(line)).orElseThrow();
    }

}
