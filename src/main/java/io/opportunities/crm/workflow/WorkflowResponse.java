package io.opportunities.crm.workflow;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonInclude.Include;
import io.opportunities.identity.user.UserSummary.Author;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A workflow in JSON. */
record WorkflowResponse(long id, String name, @Nullable String description, @JsonInclude(Include.NON_NULL) @Nullable String type,
        Instant createdAt, Instant updatedAt,
        @Nullable Author createdBy, List<WorkflowPhase> phases) {}
