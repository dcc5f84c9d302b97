package io.opportunities.address.geo;

import io.opportunities.address.Coordinates;
import io.opportunities.address.Place;
import io.opportunities.address.PostalAddress;
import io.opportunities.address.ZipArea;
import io.opportunities.address.ZipDirectory;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Locates an address by its ZIP or city only, so that the service needs no network. */
public final class OfflineGeocoder implements Geocoder {

    private final ZipDirectory directory;

    public OfflineGeocoder() {
        this(ZipDirectory.bundled());
    }

    public OfflineGeocoder(ZipDirectory directory) {
        this.directory = directory;
    }

    /** Returns the centroid of the ZIP, or of all ZIPs of the city if the ZIP is missing or unknown. */
    @Override
    public Optional<Location> locate(PostalAddress address) {
        ZipArea area = area(address);
        Place place = place(address);
        Coordinates point = area != null ? area.centroid() : place != null ? place.centroid() : null;
        return Optional.ofNullable(point)
                .map(at -> new Location(at.latitude(), at.longitude(), jurisdiction(place, area)));
    }

    // a ZIP of another state is a mistake
    private @Nullable ZipArea area(PostalAddress address) {
        String zipcode = address.zipcode();
        String state = address.state();
        ZipArea area = zipcode == null ? null : directory.area(zipcode).orElse(null);
        return area == null || state == null || area.state().equals(state) ? area : null;
    }

    private @Nullable Place place(PostalAddress address) {
        String state = address.state();
        String city = address.city();
        return state == null || city == null ? null : directory.city(state, city).orElse(null);
    }

    private static @Nullable Jurisdiction jurisdiction(@Nullable Place place, @Nullable ZipArea area) {
        if (place != null) {
            return Jurisdiction.ofCity(place.state(), place.key(), place.name());
        }
        String county = area == null ? null : area.county();
        String fips = area == null ? null : area.countyFips();
        return county == null || fips == null ? null : Jurisdiction.ofCounty(fips, county);
    }

}
