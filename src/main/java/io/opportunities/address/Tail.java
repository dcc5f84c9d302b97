package io.opportunities.address;

import org.jspecify.annotations.Nullable;

/**
 * What stands behind the city.
 *
 * @param end where the words before it end
 * @param abroad whether the line names another country
 */
record Tail(int end, @Nullable String state, @Nullable String zipcode, boolean abroad) {

    boolean isEmpty() {
        return state == null && zipcode == null;
    }

}
