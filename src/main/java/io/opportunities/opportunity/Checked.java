package io.opportunities.opportunity;

import io.opportunities.matching.MatchKeys;
import java.util.ArrayList;
import java.util.List;

/**
 * A request that holds, with what it refers to.
 *
 * @param dryRun whether nothing is to be written
 */
record Checked(OpportunityDraft draft, References.Found found, boolean dryRun) {

    /** What it is found by. */
    MatchKeys matchKeys() {
        return draft.matchKeys(found.firstContact());
    }

    /** The names of all that must be held before anything is made of it. */
    List<String> lockNames() {
        List<String> names = new ArrayList<>(matchKeys().lockNames());
        names.addAll(found.custom().lockNames());
        return names;
    }
}
