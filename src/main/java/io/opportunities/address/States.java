package io.opportunities.address;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** The codes and names of the states. */
final class States {

    private static final PhraseTable<String> STATES = new PhraseTable<>();

    static {
        for (String[] row : Tables.rows("states.tsv")) {
            STATES.put(row[0], row[0]);
            STATES.put(row[2], row[0]);
            for (String other : row[3].isEmpty() ? new String[0] : row[3].split(";")) {
                STATES.put(other, row[0]);
            }
        }
    }

    private States() {}

    /** Returns the code of a state, by any of its names. */
    static @Nullable String code(String name) {
        return STATES.get(name);
    }

    static PhraseTable.@Nullable Match<String> startingAt(List<String> words, int from) {
        return STATES.startingAt(words, from);
    }

    static PhraseTable.@Nullable Match<String> endingAt(List<String> words, int end) {
        return STATES.endingAt(words, end);
    }

}
