package io.opportunities.crm.record;

import io.opportunities.crm.changelog.Changelog;
import io.opportunities.crm.property.CustomValuesNormaliser;
import io.opportunities.crm.property.PropertyService;
import io.opportunities.identity.Caller;
import io.opportunities.matching.MatchFoundStrategy;
import io.opportunities.search.RecordType;
import jakarta.persistence.EntityManager;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Creates and changes the records of one type. A dry run takes the same steps in memory only.
 *
 * @param <Q> a valid request
 */
public abstract class RecordWriter<R extends RecordEntity<S>, S extends RecordState<S>, Q extends ValidatedRecord> {

    private final RecordType recordType;
    private final RecordRepository<R> records;
    private final PropertyService properties;
    private final Changelog changelog;
    private final EntityManager database;
    private final InstantSource time;

    protected RecordWriter(RecordType recordType, RecordRepository<R> records, PropertyService properties, Changelog changelog,
            EntityManager database,
            InstantSource time) {
        this.recordType = recordType;
        this.records = records;
        this.properties = properties;
        this.changelog = changelog;
        this.database = database;
        this.time = time;
    }

    public final R insert(Q request) {
        S state = merged(request, request.custom().ofNewRecord(), MatchFoundStrategy.REPLACE, initial());
        if (request.dryRun()) {
            checkReference(0, initial(), state);
        }
        R record = create(state, Caller.current().userId(), time.instant());
        if (!request.dryRun()) {
            records.saveAndFlush(record);
            link(record.id(), initial(), state);
            changelog.created(record);
        }
        return record;
    }

    /** @return whether anything changed */
    public final boolean change(R record, Q request, MatchFoundStrategy strategy) {
        S before = record.state();
        Map<String, @Nullable Object> custom = request.custom().suppliedTo(strategy, before.common().details().custom());
        S after = merged(request, custom, strategy, before);
        if (request.dryRun()) {
            checkReference(record.id(), before, after);
        }
        return save(record, after, request.dryRun());
    }

    /** Applies a new state to a record and records the change. */
    final boolean save(R record, S after, boolean dryRun) {
        S before = record.state();
        Instant now = time.instant();
        checkChange(record.id(), before, after);
        boolean changed = record.change(after, Caller.current().userId(), now);
        if (changed && dryRun) {
            record.countVersion();
        } else if (changed) {
            link(record.id(), before, after);
            changelog.changed(record, before.members(), before.hidden(), before.active());
            database.flush();
        }
        return changed;
    }

    private S merged(Q request, Map<String, @Nullable Object> values, MatchFoundStrategy strategy, S before) {
        checkRequest(request, strategy, before);
        Map<String, @Nullable Object> custom = request.dryRun()
                ? properties.preview(request.custom(), values)
                : properties.define(request.custom(), values);
        S after = merge(request, new RecordMerge(request, custom, strategy), before);
        CustomValuesNormaliser.checkSize(before.common().details().custom(), after.common().details().custom());
        return after;
    }

    /** Rejects a taken external reference, as the schema rejects it when it is written. */
    private void checkReference(long id, S before, S after) {
        String key = after.active() ? after.common().matchKeys().externalKey() : null;
        boolean same = before.active() && Objects.equals(key, before.common().matchKeys().externalKey());
        if (key != null && !same && records.isExternalKeyTaken(key, id)) {
            throw ExternalReference.taken(recordType);
        }
    }

    /** Returns the state before a record is created. */
    protected abstract S initial();

    protected abstract R create(S state, long createdById, Instant now);

    /** Merges a request into a state. */
    protected abstract S merge(Q request, RecordMerge merge, S before);

    /** Stores the contacts of a record that its own row does not name. */
    protected abstract void link(long id, S before, S after);

    /** Rejects a request that does not fit the state of its record. */
    protected void checkRequest(Q request, MatchFoundStrategy strategy, S before) {}

    /** Rejects a new state that its record cannot have now. */
    protected void checkChange(long id, S before, S after) {}
}
