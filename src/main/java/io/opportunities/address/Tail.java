package io.opportunities.address;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What stands behind the city.
 *
 * @param end where the words before it end
 * @param abroad whether the line names another country
 * @param unit the words of a unit that stands behind the ZIP
 */
record Tail(int end, @Nullable String state, @Nullable String zipcode, boolean abroad, List<String> unit) {

    boolean isEmpty() {
        return state == null && zipcode == null;
    }

}
