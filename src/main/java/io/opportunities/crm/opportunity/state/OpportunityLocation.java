package io.opportunities.crm.opportunity.state;

import io.opportunities.address.PostalAddress;
import io.opportunities.address.geo.Geocoder;
import io.opportunities.address.geo.Jurisdiction;
import io.opportunities.address.geo.Location;
import io.opportunities.address.geo.OfflineGeocoder;
import jakarta.persistence.Embeddable;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** The location of an opportunity, derived from its address. Clients cannot set it, and it counts as no change. */
@Embeddable
public record OpportunityLocation(double latitude, double longitude, @Nullable Long jurisdictionId, @Nullable String jurisdictionName,
        @Nullable UUID jurisdictionUuid) {

    private static final Geocoder SHIPPED = new OfflineGeocoder();

    /** A ten-millionth of a degree is about a centimetre. */
    private static final int DECIMALS = 7;

    /** Derives the location from the shipped data only, because it runs inside the transaction. */
    public static @Nullable OpportunityLocation of(PostalAddress address) {
        return SHIPPED.locate(address).map(OpportunityLocation::of).orElse(null);
    }

    public static OpportunityLocation of(Location found) {
        Jurisdiction office = found.jurisdiction();
        return office == null
                ? new OpportunityLocation(found.latitude(), found.longitude(), null, null, null)
                : new OpportunityLocation(found.latitude(), found.longitude(), office.id(), office.name(), office.uuid());
    }

    public Location location() {
        return new Location(latitude, longitude,
                jurisdictionId == null || jurisdictionName == null || jurisdictionUuid == null
                        ? null
                        : new Jurisdiction(jurisdictionId, jurisdictionName, jurisdictionUuid));
    }

    public String latitudeText() {
        return decimal(latitude);
    }

    public String longitudeText() {
        return decimal(longitude);
    }

    private static String decimal(double degrees) {
        return BigDecimal.valueOf(degrees).setScale(DECIMALS, RoundingMode.HALF_UP).stripTrailingZeros().toPlainString();
    }
}
