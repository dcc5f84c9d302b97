package io.opportunities.crm.team;

import io.opportunities.web.json.PatchField;
import java.util.List;

/**
 * A validated team, or a change of one; absent members stay.
 *
 * @param workers all of them in their order
 */
record TeamDraft(PatchField<String> name, PatchField<List<Worker>> workers) {

    /** A user in a team. */
    record Worker(long userId, boolean teamLead) {}
}
