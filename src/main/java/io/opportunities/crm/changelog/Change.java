package io.opportunities.crm.changelog;

import io.opportunities.common.JsonSize;
import io.opportunities.identity.tenant.CompanyId;
import io.opportunities.search.RecordType;
import io.opportunities.search.page.Sized;
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

/** A change of a record; immutable. */
@Entity
@SQLRestriction(CompanyId.OWN)
@Immutable
@IdClass(Change.Key.class)
class Change implements Sized {

    @Id
    private String recordType;

    @Id
    private long recordId;

    /** The version of the record after the change, from 1. */
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

    Change(RecordType kind, long recordId, int version, Instant at, long userId, @Nullable Long keyId, Action action,
            List<FieldChange> changes) {
        this.recordType = kind.wireName();
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

    @Override
    public long size() {
        return changes.stream().mapToLong(change -> JsonSize.of(change.field()) + JsonSize.of(change.from()) + JsonSize.of(change.to()))
                .sum();
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
