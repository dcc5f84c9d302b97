package io.opportunities.workflow;

import io.opportunities.identity.CompanyId;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.GeneratedValue;
import jakarta.persistence.GenerationType;
import jakarta.persistence.Id;
import jakarta.persistence.SequenceGenerator;
import java.util.Objects;
import org.hibernate.annotations.PartitionKey;
import org.hibernate.annotations.SQLRestriction;
import org.jspecify.annotations.Nullable;

/** One step of a workflow, from which running records take theirs. */
@Entity
@SQLRestriction(CompanyId.OWN)
class Phase {

    @Id
    @GeneratedValue(strategy = GenerationType.SEQUENCE, generator = "phase_seq")
    @SequenceGenerator(name = "phase_seq", sequenceName = "phase_seq")
    private @Nullable Long id;

    @CompanyId
    @PartitionKey
    @Column(updatable = false)
    private @Nullable Long companyId;

    private long workflowId;
    /** From 1; null where the phase is retired. */
    private @Nullable Integer position;
    private String name;
    private @Nullable String type;
    private @Nullable String description;
    private @Nullable Integer redSla;
    private @Nullable Integer yellowSla;

    @SuppressWarnings("NullAway.Init")
    protected Phase() {}

    Phase(long workflowId, int position, WorkflowDraft.PhaseDraft draft) {
        this.workflowId = workflowId;
        this.position = position;
        this.name = draft.name();
        this.type = draft.type();
        this.description = draft.description();
        this.redSla = draft.redSla();
        this.yellowSla = draft.yellowSla();
    }

    /** @return whether anything differs from before */
    boolean change(WorkflowChange.PhaseChange change, int newPosition) {
        WorkflowPhase before = value();
        boolean moved = !Objects.equals(position, newPosition);
        this.position = newPosition;
        this.name = change.name().or(name);
        this.type = change.type().over(type);
        this.description = change.description().over(description);
        this.redSla = change.redSla().over(redSla);
        this.yellowSla = change.yellowSla().over(yellowSla);
        return moved || !value().equals(before);
    }

    /** @return whether it was not retired before */
    boolean retire() {
        boolean active = isActive();
        this.position = null;
        return active;
    }

    boolean isActive() {
        return position != null;
    }

    long id() {
        return id == null ? 0 : id;
    }

    long workflowId() {
        return workflowId;
    }

    WorkflowPhase value() {
        return new WorkflowPhase(id(), name, type, description, redSla, yellowSla);
    }
}
