package io.opportunities.address.geo;

import io.opportunities.address.PostalAddress;
import java.util.Optional;

/** Finds the location of an address. A network service can replace the shipped data. */
@FunctionalInterface
public interface Geocoder {

    /** Returns empty if the address is too incomplete. */
    Optional<Location> locate(PostalAddress address);

}
