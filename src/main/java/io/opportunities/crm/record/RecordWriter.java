package io.opportunities.crm.record;

import io.opportunities.crm.changelog.Changelog;
import io.opportunities.crm.contact.match.ContactMatcher;
import io.opportunities.crm.property.PropertyService;
import io.opportunities.crm.property.value.CustomValuesNormaliser;
import io.opportunities.crm.record.state.ExternalReference;
import io.opportunities.crm.record.state.Merged;
import io.opportunities.crm.record.state.RecordMerge;
import io.opportunities.crm.record.state.RecordState;
import io.opportunities.crm.record.state.ValidatedRecord;
import io.opportunities.identity.Caller;
import io.opportunities.matching.MatchFoundStrategy;
import io.opportunities.search.RecordType;
import io.opportunities.web.error.ApiException;
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
            EntityManager database, InstantSource time) {
        this.recordType = recordType;
        this.records = records;
        this.properties = properties;
        this.changelog = changelog;
        this.database = database;
        this.time = time;
    }

    /** @param report receives what the call found and would change */
    public final R insert(Q request, MatchReport report) {
        S state = merged(request, null, MatchFoundStrategy.REPLACE, report, contacts(request.dryRun()));
        if (request.dryRun()) {
            checkReference(0, initial(), state);
            report.changed(Map.of(), state.members());
        }
        R record = create(state);
        if (!request.dryRun()) {
            records.saveAndFlush(record);
            inserted(record, report);
        }
        return record;
    }

    /** Returns a new record, which is not saved. */
    final R create(S state) {
        return create(state, Caller.current().userId(), time.instant());
    }

    /** Stores what belongs to a record that has just been saved. */
    final void inserted(R record, MatchReport report) {
        link(record.id(), initial(), record.state());
        changelog.created(record, report.entry("created"));
    }

    /**
     * @param report receives what the call found and would change
     * @return whether anything changed
     */
    public final boolean change(R record, Q request, MatchFoundStrategy strategy, MatchReport report) {
        S after = merged(request, record, strategy, report, contacts(request.dryRun()));
        if (!request.dryRun()) {
            return save(record, after, report.entry(strategy.outcome()));
        }
        S before = record.state();
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
        boolean changed = apply(record, after, match);
        if (changed) {
            database.flush();
        }
        return changed;
    }

    /** As {@link #save}, but leaves the record to the next flush. */
    final boolean apply(R record, S after, @Nullable Map<String, Object> match) {
        S before = record.state();
        Instant now = time.instant();
        checkChange(record.id(), before, after);
        boolean changed = record.change(after, Caller.current().userId(), now);
        if (changed) {
            link(record.id(), before, after);
            changelog.changed(record, before.members(), before.hidden(), before.active(), match);
        }
        return changed;
    }

    /**
     * Returns the state of a record after a request.
     *
     * @param record null for a new one
     * @param matcher finds or creates the contact
     */
    final S merged(Q request, @Nullable R record, MatchFoundStrategy strategy, MatchReport report, ContactMatcher matcher) {
        S before = before(record);
        checkRequest(request, strategy, before);
        Map<String, @Nullable Object> values = values(request, record, strategy);
        Map<String, @Nullable Object> custom = request.dryRun()
                ? properties.preview(request.custom(), values)
                : properties.define(request.custom(), values);
        return merged(request, new RecordMerge(request, custom, strategy), before, report, matcher);
    }

    /** Returns the state that {@link #merged} would return, without an effect if the matcher has none. */
    final S rehearsed(Q request, @Nullable R record, MatchFoundStrategy strategy, ContactMatcher matcher) {
        S before = before(record);
        checkRequest(request, strategy, before);
        return merged(request, new RecordMerge(request, values(request, record, strategy), strategy), before, new MatchReport(), matcher);
    }

    private S merged(Q request, RecordMerge merge, S before, MatchReport report, ContactMatcher matcher) {
        Merged<S> merged = merge(request, merge, before, matcher);
        S after = merged.state();
        report.found(merged.contact());
        CustomValuesNormaliser.checkSize(before.common().details().custom(), after.common().details().custom());
        return after;
    }

    private S before(@Nullable R record) {
        return record == null ? initial() : record.state();
    }

    private Map<String, @Nullable Object> values(Q request, @Nullable R record, MatchFoundStrategy strategy) {
        return record == null
                ? request.custom().ofNewRecord()
                : request.custom().suppliedTo(strategy, record.details().custom());
    }

    /** Returns the key of an external reference that a request gives its active record; null if that has it already, or none. */
    final @Nullable String newReference(BatchItem<R, S, Q> item) {
        S after = item.after();
        String key = after.active() ? after.common().matchKeys().externalKey() : null;
        S before = before(item.record());
        return before.active() && Objects.equals(key, before.common().matchKeys().externalKey()) ? null : key;
    }

    final ApiException referenceTaken() {
        return ExternalReference.taken(recordType);
    }

    /** Rejects a taken external reference, as the schema rejects it when it is written. */
    private void checkReference(long id, S before, S after) {
        String key = after.active() ? after.common().matchKeys().externalKey() : null;
        boolean same = before.active() && Objects.equals(key, before.common().matchKeys().externalKey());
        if (key != null && !same && records.isExternalKeyTaken(key, id)) {
            throw referenceTaken();
        }
    }

    /** Returns the state before a record is created. */
    protected abstract S initial();

    protected abstract R create(S state, long createdById, Instant now);

    /** Returns the matcher of contacts for a call, or for one that writes nothing. */
    protected abstract ContactMatcher contacts(boolean dryRun);

    /** Merges a request into a state. */
    protected abstract Merged<S> merge(Q request, RecordMerge merge, S before, ContactMatcher matcher);

    /** Stores the contacts of a record that its own row does not name. */
    protected abstract void link(long id, S before, S after);

    /** Rejects a request that does not fit the state of its record. */
    protected void checkRequest(Q request, MatchFoundStrategy strategy, S before) {}

    /** Rejects a new state that its record cannot have now. */
    protected void checkChange(long id, S before, S after) {}
}
