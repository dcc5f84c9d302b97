package io.opportunities.address;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The part of a line after the city.
 *
 * @param head the words before it
 * @param abroad whether the line names another country
 * @param unit the words of a unit behind the ZIP
 */
record Tail(Line head, @Nullable String state, @Nullable String zipcode, boolean abroad, List<String> unit) {

    int end() {
        return head.size();
    }

    boolean isEmpty() {
        return state == null && zipcode == null;
    }

    Tail with(Line otherHead, @Nullable String otherState) {
        return new Tail(otherHead, otherState, zipcode, abroad, unit);
    }

}
