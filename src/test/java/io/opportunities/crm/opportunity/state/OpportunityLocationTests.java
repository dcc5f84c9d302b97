package io.opportunities.crm.opportunity.state;

import static org.assertj.core.api.Assertions.assertThat;

import io.opportunities.address.geo.Jurisdiction;
import io.opportunities.address.geo.Location;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class OpportunityLocationTests {

    @ParameterizedTest
    @CsvSource({"36.1067, 36.1067", "-86.0, -86", "0.0, 0", "-0.0, 0", "1.0E-7, 0.0000001", "0.00000004, 0", "36.123456789, 36.1234568",
            "-179.99999999, -180", "100.0, 100"})
    void degreesAreDecimalToAboutACentimetre(double degrees, String text) {
        assertThat(new OpportunityLocation(degrees, 0, null, null, null).latitudeText()).isEqualTo(text);
        assertThat(new OpportunityLocation(0, degrees, null, null, null).longitudeText()).isEqualTo(text);
    }

    @Test
    void aLocationIsStoredWithItsJurisdiction() {
        Location found = new Location(36.1, -86.7, new Jurisdiction(47, "Tennessee", new UUID(1, 2)));

        assertThat(OpportunityLocation.of(found).location()).isEqualTo(found);
    }

    @Test
    void aLocationMayHaveNoJurisdiction() {
        Location found = new Location(36.1, -86.7, null);

        assertThat(OpportunityLocation.of(found).location()).isEqualTo(found);
    }
}
