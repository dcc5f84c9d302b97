package io.opportunities.crm.merge;

import io.opportunities.crm.changelog.field.FieldChange;
import io.opportunities.web.Preview;
import java.util.List;

/**
 * The result of a merge or an unmerge, in JSON.
 *
 * @param id the record that the others were merged into
 * @param sources the other records
 * @param changes the changed members of the record
 * @param changedSince what an unmerge could not give back, because it was changed since or is gone; empty for a merge
 * @param dryRun whether nothing was written
 */
public record MergeResponse(long id, List<Long> sources, List<FieldChange> changes, List<Kept> changedSince, boolean dryRun)
        implements
            Preview {

    @Override
    public boolean writesNothing() {
        return dryRun;
    }

    /**
     * The members that stay as they are after an unmerge.
     *
     * @param sourceId the record whose merge had changed them
     * @param members their names, such as {@code title}, or {@code opportunities[7]} for a linked record
     */
    public record Kept(long sourceId, List<String> members) {}
}
