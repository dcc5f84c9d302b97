package io.opportunities.crm.changelog;

import io.opportunities.common.JsonSize;
import io.opportunities.crm.changelog.field.FieldChange;
import io.opportunities.identity.Caller;
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
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
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

    private static final int VERSIONS_PER_RECORD = 16;

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
    private StoredChanges changes;

    /** All members after the change, with {@link ChangeTracked#hidden}; null for most versions. */
    @JdbcTypeCode(SqlTypes.JSON)
    private @Nullable Map<String, Object> record;

    /** {@link ChangeTracked#hidden} before the change; null if that did not change. */
    @JdbcTypeCode(SqlTypes.JSON)
    private @Nullable Map<String, Object> replaced;

    /** The place in the order of all changes, which the schema draws; null for changes of release 0.1.0. */
    @Column(insertable = false, updatable = false)
    private @Nullable Long seq;

    /** Why the call matched or created the record; null for other changes. */
    @JdbcTypeCode(SqlTypes.JSON)
    private @Nullable Map<String, Object> match;

    @SuppressWarnings("NullAway.Init")
    protected Change() {}

    /** @param id the version of the record after the change, from 1 */
    Change(ChangeTracked record, long id, Instant at, Caller by, Action action, List<FieldChange> changes,
            @Nullable Map<String, Object> replaced, @Nullable Map<String, Object> match) {
        this.recordType = record.kind().wireName();
        this.recordId = record.id();
        this.id = id;
        this.at = at;
        this.userId = by.userId();
        this.keyId = by.keyId() == 0 ? null : Long.valueOf(by.keyId());
        this.action = action;
        this.changes = StoredChanges.of(changes, action);
        this.record = id % VERSIONS_PER_RECORD == 0 && record.isComplete() && action != Action.DELETED ? whole(record) : null;
        this.replaced = replaced;
        this.match = match;
    }

    /**
     * Creates the entry of a phase that has outlived its red SLA. Its id is that of the phase instance, negative.
     *
     * @param userId the creator of the record, as the entry has no author
     */
    static Change overdue(RecordType type, long recordId, long instanceId, Instant at, long userId, Map<String, Object> record) {
        Change change = new Change();
        change.recordType = type.wireName();
        change.recordId = recordId;
        change.id = -instanceId;
        change.at = at;
        change.userId = userId;
        change.action = Action.OVERDUE;
        change.changes = StoredChanges.of(List.of(), Action.OVERDUE);
        change.record = record;
        return change;
    }

    private static Map<String, Object> whole(ChangeTracked record) {
        Map<String, Object> all = new LinkedHashMap<>(record.members());
        all.putAll(record.hidden());
        return all;
    }

    long id() {
        return id;
    }

    @Override
    public long size() {
        return changes.all().stream()
                .mapToLong(change -> JsonSize.of(change.field()) + JsonSize.of(change.from()) + JsonSize.of(change.to())).sum()
                + JsonSize.of(record) + JsonSize.of(match);
    }

    long userId() {
        return userId;
    }

    ChangeResponse response(ChangeResponse.@Nullable By by) {
        return new ChangeResponse(id, at, by, action, changes.all(), match);
    }

    Key key() {
        return new Key(recordType, recordId, id);
    }

    Action action() {
        return action;
    }

    StoredChanges changes() {
        return changes;
    }

    Optional<Map<String, Object>> record() {
        return Optional.ofNullable(record);
    }

    Map<String, Object> replaced() {
        return replaced == null ? Map.of() : replaced;
    }

    /** @param members of the record after the change */
    PastChange past(ChangeResponse.@Nullable By by, Map<String, Object> members) {
        return new PastChange(RecordType.valueOf(recordType.toUpperCase(Locale.ROOT)), recordId, id, seq == null ? 0 : seq, at, by,
                action, changes.all(), members);
    }

    @Nullable
    Long keyId() {
        return keyId;
    }

    /** The record and its version. */
    record Key(String recordType, long recordId, long id) {}
}
