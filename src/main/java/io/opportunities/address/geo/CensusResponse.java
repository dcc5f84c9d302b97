package io.opportunities.address.geo;

import io.opportunities.address.AddressParser;
import io.opportunities.address.Coordinates;
import io.opportunities.address.PostalAddress;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * Parses a response of the US Census Geocoder, and rejects implausible points.
 *
 * @see <a href="https://geocoding.geo.census.gov/geocoder/Geocoding_Services_API.html">Census Geocoding Services, JSON output</a>
 */
final class CensusResponse {

    /** Maximum distance of an address from the centre of its ZIP or city. */
    private static final double MAX_DISTANCE_KILOMETRES = 50;

    private static final JsonMapper JSON = new JsonMapper();

    private final AddressParser addresses;
    private final Geocoder shipped = new OfflineGeocoder();

    CensusResponse(AddressParser addresses) {
        this.addresses = addresses;
    }

    /**
     * Returns the point of the first match, with the jurisdiction of the shipped data.
     *
     * @return empty if the service does not know the address
     * @throws ImplausibleResultException if the text is no response, or the point is impossible or elsewhere
     */
    Optional<Location> read(byte[] body, PostalAddress asked) {
        JsonNode matches = json(body).path("result").path("addressMatches");
        if (!matches.isArray()) {
            throw new ImplausibleResultException("no addressMatches");
        }
        return matches.isEmpty() ? Optional.empty() : Optional.of(believed(matches.get(0), asked));
    }

    private Location believed(JsonNode match, PostalAddress asked) {
        Coordinates point = point(match.path("coordinates"));
        PostalAddress matched = addresses.parse(match.path("matchedAddress").asString(""));
        if (asked.state() != null && !asked.state().equals(matched.state())) {
            throw new ImplausibleResultException("another state");
        }
        Optional<Location> near = shipped.locate(asked);
        Optional<Location> nearMatched = shipped.locate(matched);
        if (isFar(near, point) || isFar(nearMatched, point)) {
            throw new ImplausibleResultException("too far from its ZIP or city");
        }
        return new Location(point.latitude(), point.longitude(), near.or(() -> nearMatched).map(Location::jurisdiction).orElse(null));
    }

    private static boolean isFar(Optional<Location> known, Coordinates point) {
        return known.map(place -> new Coordinates(place.latitude(), place.longitude()).kilometresTo(point) > MAX_DISTANCE_KILOMETRES)
                .orElse(false);
    }

    private static Coordinates point(JsonNode coordinates) {
        double latitude = degrees(coordinates.get("y"), 90);
        double longitude = degrees(coordinates.get("x"), 180);
        if (latitude == 0 && longitude == 0) {
            throw new ImplausibleResultException("the point 0,0");
        }
        return new Coordinates(latitude, longitude);
    }

    private static double degrees(@Nullable JsonNode number, double most) {
        double degrees = number != null && number.isNumber() ? number.asDouble() : Double.NaN;
        if (Double.isFinite(degrees) && Math.abs(degrees) <= most) {
            return degrees;
        }
        throw new ImplausibleResultException("no coordinates in range");
    }

    private static JsonNode json(byte[] body) {
        try {
            return JSON.readTree(body);
        } catch (JacksonException malformed) {
            throw new ImplausibleResultException("no JSON");
        }
    }
}
