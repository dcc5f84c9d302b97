package io.opportunities.address;

import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Logs a ZIP outside the state or city beside it, in words of the tables and figures only. */
final class Contradictions {

    private static final Logger LOG = LoggerFactory.getLogger(Contradictions.class);

    /** Farther than any post office is from the places it serves. */
    private static final double MAX_DISTANCE_KILOMETRES = 80;

    private Contradictions() {}

    static void log(@Nullable ZipArea area, @Nullable String state, @Nullable String city, ZipDirectory directory) {
        if (area == null || state == null || !LOG.isInfoEnabled()) {
            return;
        }
        if (!area.state().equals(state)) {
            LOG.info("ZIP {} lies in {}, {} and was sent with the state {}", area.zipcode(), area.place(), area.state(), state);
            return;
        }
        Place place = city == null || city.equals(area.place()) ? null : directory.place(state, CityNames.key(city));
        if (place != null && isFar(place.centroid(), area.centroid())) {
            LOG.info("ZIP {} lies in {}, {} and was sent with the city {}", area.zipcode(), area.place(), area.state(), place.name());
        }
    }

    private static boolean isFar(@Nullable Coordinates one, @Nullable Coordinates other) {
        return one != null && other != null && one.kilometresTo(other) > MAX_DISTANCE_KILOMETRES;
    }

}
