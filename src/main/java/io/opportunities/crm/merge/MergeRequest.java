package io.opportunities.crm.merge;

import io.opportunities.web.error.Violations;
import io.opportunities.web.json.JsonValues;
import io.opportunities.web.json.PatchField;
import io.opportunities.web.json.Required;
import io.swagger.v3.oas.annotations.media.Schema;
import jakarta.validation.constraints.Size;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import tools.jackson.databind.JsonNode;

/**
 * The body of a merge.
 *
 * @param sources ids of the records that are merged into the one of the path, in order
 * @param members the id of the record that gives a member its value, by the name of the member
 */
@Schema(example = "{\"sources\": [2], \"members\": {\"title\": 2}}")
public record MergeRequest(
        @Required PatchField<@Size(min = 1, max = Merge.MAX_SOURCES) List<Long>> sources,
        PatchField<@Size(max = 1_000) Map<String, JsonNode>> members) {

    public Merge toMerge(Violations violations) {
        Map<String, Long> chosen = new LinkedHashMap<>();
        members.or(Map.of()).forEach((member, node) -> {
            Long id = JsonValues.id("members." + member, node, violations);
            if (id != null) {
                chosen.put(member, id);
            }
        });
        return new Merge(sources.or(List.of()), chosen);
    }
}
