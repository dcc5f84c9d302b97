package io.opportunities.workflow;

import jakarta.persistence.Entity;
import jakarta.persistence.GeneratedValue;
import jakarta.persistence.GenerationType;
import jakarta.persistence.Id;
import jakarta.persistence.SequenceGenerator;
import jakarta.persistence.Version;
import io.opportunities.user.UserSummary.Author;
import java.time.Instant;
import java.util.List;
import org.hibernate.annotations.TenantId;
import org.jspecify.annotations.Nullable;

/** A path that records are run through, phase by phase. */
@Entity
class Workflow {

    @Id
    @GeneratedValue(strategy = GenerationType.SEQUENCE, generator = "workflow_seq")
    @SequenceGenerator(name = "workflow_seq", sequenceName = "workflow_seq")
    private @Nullable Long id;

    @TenantId
    private @Nullable Long companyId;

    @Version
    private int version;

    private String name;
    private @Nullable String description;
    private @Nullable String type;
    private long createdById;
    private Instant createdAt;
    private Instant updatedAt;

    @SuppressWarnings("NullAway.Init")
    protected Workflow() {}

    Workflow(WorkflowDraft draft, long createdById, Instant now) {
        this.name = draft.name();
        this.description = draft.description();
        this.type = draft.type();
        this.createdById = createdById;
        this.createdAt = now;
        this.updatedAt = now;
    }

    long id() {
        return id == null ? 0 : id;
    }

    String name() {
        return name;
    }

    long createdById() {
        return createdById;
    }

    WorkflowResponse response(@Nullable Author author, List<WorkflowPhase> phases) {
        return new WorkflowResponse(id(), name, description, type, createdAt, updatedAt, author, phases);
    }
}
