package io.opportunities.identity.tenant;

import jakarta.persistence.MappedSuperclass;
import jakarta.persistence.Version;
import java.time.Instant;
import org.hibernate.annotations.Generated;
import org.hibernate.generator.EventType;

/** A row of one company that counts its changes. The schema sets both times; the values assigned here appear in a dry run. */
@MappedSuperclass
public abstract class VersionedEntity extends TenantEntity {

    @Version
    private int version;

    @Generated
    private Instant createdAt;

    /** Assigned with each change, so that the version also counts changes in linked rows. */
    @Generated(event = {EventType.INSERT, EventType.UPDATE}, writable = true)
    private Instant updatedAt;

    @SuppressWarnings("NullAway.Init")
    protected VersionedEntity() {}

    protected VersionedEntity(Instant now) {
        this.createdAt = now;
        this.updatedAt = now;
    }

    /** Sets a later time in any case: a change in linked rows makes a version too. */
    protected void touch(Instant now) {
        this.updatedAt = now.isAfter(updatedAt) ? now : updatedAt.plusMillis(1);
    }

    /** Counts a version as the next save would, for a dry run. */
    public void countVersion() {
        version++;
    }

    public int version() {
        return version;
    }

    public Instant createdAt() {
        return createdAt;
    }

    public Instant updatedAt() {
        return updatedAt;
    }
}
