package io.opportunities.crm.merge;

import io.opportunities.web.json.PatchField;
import io.opportunities.web.json.Required;
import io.swagger.v3.oas.annotations.media.Schema;
import jakarta.validation.constraints.Size;
import java.util.List;
import java.util.Map;

/**
 * The body of an unmerge.
 *
 * @param sources ids of records that were merged into the one of the path
 */
@Schema(example = "{\"sources\": [2]}")
public record UnmergeRequest(@Required PatchField<@Size(min = 1, max = Merge.MAX_SOURCES) List<Long>> sources) {

    public Merge toMerge() {
        return new Merge(sources.or(List.of()), Map.of());
    }
}
