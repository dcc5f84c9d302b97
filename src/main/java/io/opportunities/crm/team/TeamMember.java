package io.opportunities.crm.team;

import io.opportunities.identity.tenant.CompanyId;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.IdClass;
import org.hibernate.annotations.PartitionKey;
import org.hibernate.annotations.SQLRestriction;
import org.jspecify.annotations.Nullable;

/** A user of a team. */
@Entity
@SQLRestriction(CompanyId.OWN)
@IdClass(TeamMember.Key.class)
class TeamMember {

    @Id
    private long teamId;

    @Id
    private long userId;

    @CompanyId
    @PartitionKey
    @Column(updatable = false)
    private @Nullable Long companyId;

    private int ordinal;

    @Column(name = "is_team_lead")
    private boolean teamLead;

    protected TeamMember() {}

    /** @param ordinal from 1, its place among the workers */
    TeamMember(long teamId, int ordinal, TeamDraft.Worker worker) {
        this.teamId = teamId;
        this.userId = worker.userId();
        this.ordinal = ordinal;
        this.teamLead = worker.teamLead();
    }

    long teamId() {
        return teamId;
    }

    TeamDraft.Worker worker() {
        return new TeamDraft.Worker(userId, teamLead);
    }

    /** The ids of both ends. */
    record Key(long teamId, long userId) {}
}
