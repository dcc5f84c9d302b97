package io.opportunities.crm.imports.job.store;

import io.opportunities.crm.changelog.field.FieldChange;
import io.opportunities.crm.imports.file.Place;
import io.opportunities.crm.opportunity.bulk.BulkResult;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What became of a row, or would.
 *
 * @param outcome null if it is not known yet
 * @param changes of a matched record
 */
public record RowResult(Place start, @Nullable RowOutcome outcome, @Nullable Long recordId, List<RowError> errors,
        List<FieldChange> changes) {

    public static RowResult of(Place start, BulkResult result) {
        if (result.error() != null || result.outcome() == null) {
            return failed(start, result.error() == null ? List.of() : RowError.of(result.error()));
        }
        RowOutcome outcome = RowOutcome.of(result.outcome());
        return new RowResult(start, outcome, result.recordId(), List.of(),
                outcome == RowOutcome.CREATED ? List.of() : result.changes());
    }

    public static RowResult failed(Place start, List<RowError> errors) {
        return new RowResult(start, RowOutcome.FAILED, null, errors, List.of());
    }

    /** A row that was rolled back, and whose error comes after the rows behind it. */
    public static RowResult open(Place start) {
        return new RowResult(start, null, null, List.of(), List.of());
    }

    /** Returns whether later rows may see what it writes. */
    public boolean writes() {
        return outcome == RowOutcome.CREATED || outcome == RowOutcome.REPLACED || outcome == RowOutcome.ENRICHED;
    }

    public RowResult withRecord(@Nullable Long id) {
        return new RowResult(start, outcome, id, errors, changes);
    }
}
