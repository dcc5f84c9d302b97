package io.opportunities.changelog;

import io.opportunities.identity.CompanyId;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.Id;
import jakarta.persistence.IdClass;
import java.time.Instant;
import java.util.List;
import org.hibernate.annotations.Immutable;
import org.hibernate.annotations.JdbcTypeCode;
import org.hibernate.annotations.PartitionKey;
import org.hibernate.annotations.SQLRestriction;
import org.hibernate.type.SqlTypes;
import org.jspecify.annotations.Nullable;

/** That a record was changed, once and for all. */
@Entity
@SQLRestriction(CompanyId.OWN)
@Immutable
@IdClass(Change.Key.class)
class Change {

    @Id
    private String recordType;

    @Id
    private long recordId;

    /** The version of the record that the change made, from 1. */
    @Id
    private long id;

    @CompanyId
    @PartitionKey
    @Column(updatable = false)
    private @Nullable Long companyId;

    private Instant at;
    private long userId;

    @Column(name = "api_key_id")
    private @Nullable Long keyId;

    @Enumerated(EnumType.STRING)
    private Action action;

    @JdbcTypeCode(SqlTypes.JSON)
    private List<FieldChange> changes;

    @SuppressWarnings("NullAway.Init")
    protected Change() {}

    Change(RecordKind kind, long recordId, int version, Instant at, long userId, @Nullable Long keyId, Action action,
            List<FieldChange> changes) {
        this.recordType = kind.column();
        this.recordId = recordId;
        this.id = version + 1L;
        this.at = at;
        this.userId = userId;
        this.keyId = keyId;
        this.action = action;
        this.changes = changes;
    }

    long id() {
        return id;
    }

    long userId() {
        return userId;
    }

    ChangeResponse response(ChangeResponse.@Nullable By by) {
        return new ChangeResponse(id, at, by, action, changes);
    }

    @Nullable
    Long keyId() {
        return keyId;
    }

    /** The record and its version. */
    record Key(String recordType, long recordId, long id) {}
}
