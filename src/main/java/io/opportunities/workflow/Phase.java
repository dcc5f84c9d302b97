package io.opportunities.workflow;

import jakarta.persistence.Entity;
import jakarta.persistence.GeneratedValue;
import jakarta.persistence.GenerationType;
import jakarta.persistence.Id;
import jakarta.persistence.SequenceGenerator;
import org.hibernate.annotations.TenantId;
import org.jspecify.annotations.Nullable;

/** One step of a workflow, from which running records take theirs. */
@Entity
class Phase {

    @Id
    @GeneratedValue(strategy = GenerationType.SEQUENCE, generator = "phase_seq")
    @SequenceGenerator(name = "phase_seq", sequenceName = "phase_seq")
    private @Nullable Long id;

    @TenantId
    private @Nullable Long companyId;

    private long workflowId;
    private int position;
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

    long workflowId() {
        return workflowId;
    }

    WorkflowPhase value() {
        return new WorkflowPhase(id == null ? 0 : id, name, type, description, redSla, yellowSla);
    }
}
