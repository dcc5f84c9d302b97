package io.opportunities.crm.duplicate;

import io.opportunities.web.json.PatchField;
import io.opportunities.web.json.Required;
import io.swagger.v3.oas.annotations.media.Schema;
import jakarta.validation.constraints.Size;
import java.util.List;

/** The body of {@code POST /duplicates/dismiss}. */
@Schema(example = "{\"recordType\": \"opportunity\", \"ids\": [1, 2]}")
record DismissalRequest(@Required PatchField<String> recordType, @Required PatchField<@Size(min = 2, max = 20) List<Long>> ids) {}
