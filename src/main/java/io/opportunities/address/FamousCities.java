package io.opportunities.address;

import org.jspecify.annotations.Nullable;

/** The few cities that are named without a state: New York alone is the city. */
final class FamousCities {

    private static final PhraseTable<String> STATES = new PhraseTable<>();

    static {
        Tables.rows("city-aliases.tsv").stream().filter(row -> row.length > 3).forEach(row -> STATES.put(row[1], row[0]));
    }

    private final PlaceFinder places;

    FamousCities(PlaceFinder places) {
        this.places = places;
    }

    /** Returns whether the words at the end are such a city. */
    static boolean endsWithOne(Line line, int end, int length) {
        PhraseTable.Match<String> match = STATES.endingAt(line.words(), end);
        return match != null && match.length() == length;
    }

    /** Returns the state of a line that ends with such a city; West New York is another one. */
    @Nullable
    String stateAt(Line line, int end) {
        PhraseTable.Match<String> match = STATES.endingAt(line.words(), end);
        if (match == null || places.longestKnown(line, end, null, null) < end - match.length()) {
            return null;
        }
        return places.endsWithCity(line, end, match.value(), null) ? match.value() : null;
    }

}
