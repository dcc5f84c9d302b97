package io.opportunities.crm.team;

import io.opportunities.identity.tenant.CompanyId;
import io.opportunities.identity.tenant.TenantEntity;
import io.opportunities.search.page.SizedByParts;
import jakarta.persistence.Entity;
import jakarta.persistence.Version;
import java.time.Instant;
import org.hibernate.annotations.Formula;
import org.hibernate.annotations.SQLRestriction;

/** A group of users. */
@Entity
@SQLRestriction(CompanyId.OWN)
class Team extends TenantEntity implements SizedByParts {

    @Version
    private int version;

    /** Approximate size of its workers in a response, in bytes. */
    @Formula("""
            (select coalesce(sum(200 + coalesce(octet_length(u.first_name), 0) + coalesce(octet_length(u.last_name), 0)
                                 + octet_length(u.email) + coalesce(octet_length(u.phone), 0)), 0)
               from team_member m join app_user u on u.company_id = m.company_id and u.id = m.user_id
              where m.company_id = company_id and m.company_id = current_company() and m.team_id = id)""")
    private long workersSize;

    private String name;
    private Instant createdAt;
    private Instant updatedAt;

    @SuppressWarnings("NullAway.Init")
    protected Team() {}

    Team(String name, Instant now) {
        this.name = name;
        this.createdAt = now;
        this.updatedAt = now;
    }

    String name() {
        return name;
    }

    @Override
    public long size() {
        return workersSize;
    }

    int version() {
        return version;
    }

    /**
     * @param workersChanged whether its workers changed, which are part of it
     * @return whether anything changed; an equal state changes nothing
     */
    boolean change(String newName, boolean workersChanged, Instant now) {
        if (newName.equals(name) && !workersChanged) {
            return false;
        }
        this.name = newName;
        // always later, so that the version counts a change of workers too
        this.updatedAt = now.isAfter(updatedAt) ? now : updatedAt.plusMillis(1);
        return true;
    }
}
