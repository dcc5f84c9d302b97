package io.opportunities.address;

import java.util.Collection;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** The places, in columns; each object is created on demand. */
final class PlaceTable {

    private final Names keys;

    private final Names keysOfAnyState;

    private final String[] names;

    private final Points centroids;

    /** @param places each key once per state */
    PlaceTable(Collection<Place> places) {
        keys = new Names(places.stream().map(place -> place.state() + place.key()).toList());
        keysOfAnyState = new Names(places.stream().map(Place::key).collect(Collectors.toSet()));
        names = places.stream().map(Place::name).toArray(String[]::new);
        centroids = new Points(places.stream().map(Place::centroid).toList());
    }

    @Nullable
    Place find(String state, String key) {
        int row = keys.find(state + key);
        return row < 0 ? null : new Place(names[row], state, key, centroids.get(row));
    }

    boolean has(String state, String key) {
        return keys.find(state + key) >= 0;
    }

    boolean isOfAnyState(String key) {
        return keysOfAnyState.find(key) >= 0;
    }

}
