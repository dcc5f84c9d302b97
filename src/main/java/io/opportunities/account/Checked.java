package io.opportunities.account;

import io.opportunities.property.CustomValues;
import java.util.ArrayList;
import java.util.List;

/**
 * A request that holds.
 *
 * @param contacts ids that it names
 * @param dryRun whether nothing is to be written
 */
record Checked(AccountDraft draft, CustomValues custom, List<Long> contacts, boolean dryRun) {

    /** The names of all that must be held before anything is made of it. */
    List<String> lockNames() {
        List<String> names = new ArrayList<>(draft.matchKeys().lockNames());
        names.addAll(custom.lockNames());
        return names;
    }
}
