package io.opportunities.crm.imports;

import io.opportunities.crm.imports.job.store.ImportState;
import io.opportunities.crm.imports.mapping.ColumnSample;
import io.opportunities.crm.imports.mapping.Mapping;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * An import in JSON.
 *
 * @param profile of the known export that the file is, or GENERIC
 * @param separator of cells; null for JSON
 * @param rowsTotal known when a plan has read the file to its end
 * @param rowsDone by the plan, the run or the undoing
 * @param counts of those rows by outcome
 * @param plan null until there is one for this mapping and these options
 * @param problems of the mapping; a plan needs a mapping without any
 * @param failure why it failed
 */
record ImportResponse(long id, ImportState state, @Nullable String name, String profile, String encoding, @Nullable String separator,
        long size, @Nullable Long rowsTotal, long rowsDone, Map<String, Long> counts, List<ColumnResponse> columns, Mapping mapping,
        List<String> matchBy, @Nullable String matchWindow, String matchFoundStrategy, boolean allowNewOptions,
        @Nullable PlanResponse plan, List<String> problems, @Nullable String failure, Instant createdAt, Instant updatedAt) {

    /**
     * A column of the file.
     *
     * @param samples some of its values in the first rows
     * @param filled how many of the first rows have a value
     * @param member the member that it gives; null for none, the first of several
     */
    record ColumnResponse(String name, List<String> samples, int filled, @Nullable String member) {

        static ColumnResponse of(ColumnSample column, Mapping mapping) {
            return new ColumnResponse(column.name(), column.samples(), column.filled(),
                    mapping.columns().getOrDefault(column.name(), List.of()).stream().findFirst().orElse(null));
        }
    }

    /**
     * The result of a plan.
     *
     * @param fingerprint of file, mapping and options; a commit names it
     */
    record PlanResponse(String fingerprint, long rows, Map<String, Long> counts) {

        /** Returns null without a plan. */
        static @Nullable PlanResponse of(@Nullable String fingerprint, @Nullable Map<String, Long> counts) {
            return fingerprint == null || counts == null
                    ? null
                    : new PlanResponse(fingerprint, counts.values().stream().mapToLong(Long::longValue).sum(), counts);
        }
    }
}
