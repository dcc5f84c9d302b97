package io.opportunities.location;

import io.opportunities.address.PostalAddress;
import java.util.Optional;

/** Finds the place of an address; a service on the network can stand in for the shipped data. */
@FunctionalInterface
public interface Geocoder {

    /** Empty where the address says too little. */
    Optional<Location> locate(PostalAddress address);

}
