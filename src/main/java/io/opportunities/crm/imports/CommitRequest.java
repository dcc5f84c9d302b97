package io.opportunities.crm.imports;

import io.opportunities.web.json.PatchField;
import io.opportunities.web.json.Required;
import io.swagger.v3.oas.annotations.media.Schema;
import org.hibernate.validator.constraints.CodePointLength;

/** The body of {@code POST /imports/{id}/commit}: the fingerprint of the plan that is to be done. */
@Schema(example = """
        {"fingerprint": "9f86d081884c7d659a2feaa0c55ad015"}""")
record CommitRequest(@Required PatchField<@CodePointLength(min = 1, max = 100) String> fingerprint) {}
