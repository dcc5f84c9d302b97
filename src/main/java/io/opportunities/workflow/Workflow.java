package io.opportunities.workflow;

import io.opportunities.identity.CompanyId;
import io.opportunities.user.UserSummary.Author;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.GeneratedValue;
import jakarta.persistence.GenerationType;
import jakarta.persistence.Id;
import jakarta.persistence.SequenceGenerator;
import jakarta.persistence.Version;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import org.hibernate.annotations.PartitionKey;
import org.hibernate.annotations.SQLRestriction;
import org.jspecify.annotations.Nullable;

/** A path that records are run through, phase by phase. */
@Entity
@SQLRestriction(CompanyId.OWN)
class Workflow {

    @Id
    @GeneratedValue(strategy = GenerationType.SEQUENCE, generator = "workflow_seq")
    @SequenceGenerator(name = "workflow_seq", sequenceName = "workflow_seq")
    private @Nullable Long id;

    @CompanyId
    @PartitionKey
    @Column(updatable = false)
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

    int version() {
        return version;
    }

    /**
     * @param phasesChanged whether its phases did, which are part of it
     * @return whether anything differs from before; if not, nothing is touched
     */
    boolean change(WorkflowChange change, boolean phasesChanged, Instant now) {
        String newName = change.name().or(name);
        String newDescription = change.description().over(description);
        String newType = change.type().over(type);
        boolean same = newName.equals(name) && Objects.equals(newDescription, description) && Objects.equals(newType, type);
        if (same && !phasesChanged) {
            return false;
        }
        this.name = newName;
        this.description = newDescription;
        this.type = newType;
        // always later, so that the version counts a change of phases too
        this.updatedAt = now.isAfter(updatedAt) ? now : updatedAt.plusMillis(1);
        return true;
    }

    long createdById() {
        return createdById;
    }

    WorkflowResponse response(@Nullable Author author, List<WorkflowPhase> phases) {
        return new WorkflowResponse(id(), name, description, type, createdAt, updatedAt, author, phases);
    }
}
