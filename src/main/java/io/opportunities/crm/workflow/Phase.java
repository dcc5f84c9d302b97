package io.opportunities.crm.workflow;

import io.opportunities.identity.tenant.CompanyId;
import io.opportunities.identity.tenant.TenantEntity;
import jakarta.persistence.Entity;
import java.util.Objects;
import org.hibernate.annotations.SQLRestriction;
import org.jspecify.annotations.Nullable;

/** One step of a workflow, which records copy when they start it. */
@Entity
@SQLRestriction(CompanyId.OWN)
class Phase extends TenantEntity {

    private long workflowId;
    /** From 1; null for a retired phase. */
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

    /** @return whether anything changed */
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

    /** @return whether it was active before */
    boolean retire() {
        boolean active = isActive();
        this.position = null;
        return active;
    }

    boolean isActive() {
        return position != null;
    }

    long workflowId() {
        return workflowId;
    }

    WorkflowPhase value() {
        return new WorkflowPhase(id(), name, type, description, redSla, yellowSla);
    }
}
