package io.opportunities.workflow;

import io.opportunities.user.UserSummary.Author;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A workflow on the wire. */
record WorkflowResponse(long id, String name, @Nullable String description, @Nullable String type, Instant createdAt, Instant updatedAt,
        @Nullable Author createdBy, List<WorkflowPhase> phases) {}
