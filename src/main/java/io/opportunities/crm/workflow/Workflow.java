package io.opportunities.crm.workflow;

import io.opportunities.common.JsonSize;
import io.opportunities.identity.tenant.CompanyId;
import io.opportunities.identity.tenant.VersionedEntity;
import io.opportunities.identity.user.UserSummary.Author;
import io.opportunities.search.page.Sized;
import jakarta.persistence.Entity;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import org.hibernate.annotations.Formula;
import org.hibernate.annotations.SQLRestriction;
import org.jspecify.annotations.Nullable;

/** A sequence of phases for records. */
@Entity
@SQLRestriction(CompanyId.OWN)
class Workflow extends VersionedEntity implements Sized {

    private String name;
    private @Nullable String description;
    private @Nullable String type;
    private long createdById;

    /** Approximate size of its phases, mainly their descriptions, in bytes. */
    @Formula("""
            (select sum(500 + coalesce(octet_length(p.description), 0)) from phase p
              where p.company_id = company_id and p.company_id = current_company() and p.workflow_id = id and p.position is not null)""")
    private @Nullable Long phasesSize;

    @SuppressWarnings("NullAway.Init")
    protected Workflow() {}

    Workflow(WorkflowDraft draft, long createdById, Instant now) {
        super(now);
        this.name = draft.name();
        this.description = draft.description();
        this.type = draft.type();
        this.createdById = createdById;
    }

    @Override
    public long size() {
        return JsonSize.of(description) + (phasesSize == null ? 0 : phasesSize);
    }

    String name() {
        return name;
    }

    /**
     * @param phasesChanged whether its phases changed, which are part of it
     * @return whether anything changed; an equal state changes nothing
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
        touch(now);
        return true;
    }

    long createdById() {
        return createdById;
    }

    WorkflowResponse response(@Nullable Author author, List<WorkflowPhase> phases) {
        return new WorkflowResponse(id(), name, description, type, createdAt(), updatedAt(), author, phases);
    }
}
