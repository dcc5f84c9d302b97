package io.opportunities.opportunity;

import io.opportunities.address.PostalAddress;
import io.opportunities.location.Geocoder;
import io.opportunities.location.Jurisdiction;
import io.opportunities.location.Location;
import io.opportunities.location.OfflineGeocoder;
import jakarta.persistence.Embeddable;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Where an opportunity is. It follows from the address, so that no client changes it and no client's change is told by it. */
@Embeddable
record OpportunityLocation(double latitude, double longitude, @Nullable Long jurisdictionId, @Nullable String jurisdictionName,
        @Nullable UUID jurisdictionUuid) {

    private static final Geocoder SHIPPED = new OfflineGeocoder();

    /** A ten-millionth of a degree is a centimetre. */
    private static final int DECIMALS = 7;

    /** From the shipped data alone, as it is found inside the transaction. */
    static @Nullable OpportunityLocation of(PostalAddress address) {
        return SHIPPED.locate(address).map(OpportunityLocation::of).orElse(null);
    }

    static OpportunityLocation of(Location found) {
        Jurisdiction office = found.jurisdiction();
        return office == null
                ? new OpportunityLocation(found.latitude(), found.longitude(), null, null, null)
                : new OpportunityLocation(found.latitude(), found.longitude(), office.id(), office.name(), office.uuid());
    }

    Location location() {
        return new Location(latitude, longitude,
                jurisdictionId == null || jurisdictionName == null || jurisdictionUuid == null
                        ? null
                        : new Jurisdiction(jurisdictionId, jurisdictionName, jurisdictionUuid));
    }

    String latitudeText() {
        return decimal(latitude);
    }

    String longitudeText() {
        return decimal(longitude);
    }

    private static String decimal(double degrees) {
        return BigDecimal.valueOf(degrees).setScale(DECIMALS, RoundingMode.HALF_UP).stripTrailingZeros().toPlainString();
    }
}
