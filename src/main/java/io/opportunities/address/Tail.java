package io.opportunities.address;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The part of a line after the city.
 *
 * @param end position behind the words before it
 * @param abroad whether the line names another country
 * @param unit the words of a unit behind the ZIP
 */
record Tail(int end, @Nullable String state, @Nullable String zipcode, boolean abroad, List<String> unit) {

    boolean isEmpty() {
        return state == null && zipcode == null;
    }

}
