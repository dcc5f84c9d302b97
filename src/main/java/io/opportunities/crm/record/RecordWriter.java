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

    /** @param report receives what the call found and would change */
    public final R insert(Q request, MatchReport report) {
        S state = merged(request, request.custom().ofNewRecord(), MatchFoundStrategy.REPLACE, initial(), report);
        if (request.dryRun()) {
            checkReference(0, initial(), state);
            report.changed(Map.of(), state.members());
        }
        R record = create(state, Caller.current().userId(), time.instant());
        if (!request.dryRun()) {
            records.saveAndFlush(record);
            link(record.id(), initial(), state);
            changelog.created(record, report.entry("created"));
        }
        return record;
    }

    /**
     * @param report receives what the call found and would change
     * @return whether anything changed
     */
    public final boolean change(R record, Q request, MatchFoundStrategy strategy, MatchReport report) {
        S before = record.state();
        Map<String, @Nullable Object> custom = request.custom().suppliedTo(strategy, before.common().details().custom());
        S after = merged(request, custom, strategy, before, report);
        if (!request.dryRun()) {
            return save(record, after, report.entry(strategy.outcome()));
        }
        checkReference(record.id(), before, after);
        report.changed(before.members(), after.members());
        checkChange(record.id(), before, after);
        boolean changed = record.change(after, Caller.current().userId(), time.instant());
        if (changed) {
            record.countVersion();
        }
        return changed;
    }

    /**
     * Applies a new state to a record and records the change.
     *
     * @param match why a call matched the record; null for a change by id
     */
    final boolean save(R record, S after, @Nullable Map<String, Object> match) {
        S before = record.state();
        Instant now = time.instant();
        checkChange(record.id(), before, after);
        boolean changed = record.change(after, Caller.current().userId(), now);
        if (changed) {
            link(record.id(), before, after);
            changelog.changed(record, before.members(), before.hidden(), before.active(), match);
            database.flush();
        }
        return changed;
    }

    private S merged(Q request, Map<String, @Nullable Object> values, MatchFoundStrategy strategy, S before,
            MatchReport report) {
        checkRequest(request, strategy, before);
        Map<String, @Nullable Object> custom = request.dryRun()
                ? properties.preview(request.custom(), values)
                : properties.define(request.custom(), values);
        Merged<S> merged = merge(request, new RecordMerge(request, custom, strategy), before);
        S after = merged.state();
        report.found(merged.contact());
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
    protected abstract Merged<S> merge(Q request, RecordMerge merge, S before);

    /** Stores the contacts of a record that its own row does not name. */
    protected abstract void link(long id, S before, S after);

    /** Rejects a request that does not fit the state of its record. */
    protected void checkRequest(Q request, MatchFoundStrategy strategy, S before) {}

    /** Rejects a new state that its record cannot have now. */
    protected void checkChange(long id, S before, S after) {}
}
