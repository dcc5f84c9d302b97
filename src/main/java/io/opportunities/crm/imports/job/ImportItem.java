package io.opportunities.crm.imports.job;

import io.opportunities.crm.imports.file.Place;
import io.opportunities.crm.imports.job.store.RowError;
import io.opportunities.crm.opportunity.state.OpportunityItem;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A row of the file as the engine takes it.
 *
 * @param end at which the next row begins
 * @param item null if the row cannot be read
 * @param errors why
 */
record ImportItem(Place start, Place end, @Nullable OpportunityItem item, List<RowError> errors) {

    long line() {
        return start.line();
    }
}
