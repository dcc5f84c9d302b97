package io.opportunities.crm.record;

import io.opportunities.crm.merge.DryRun;
import io.opportunities.crm.merge.Merge;
import io.opportunities.crm.merge.MergeResponse;
import io.opportunities.crm.merge.RecordMerger;
import io.opportunities.crm.record.state.ExternalReference;
import io.opportunities.crm.record.state.RecordState;
import io.opportunities.crm.record.state.ValidatedRecord;
import io.opportunities.matching.MatchFoundStrategy;
import io.opportunities.matching.MatchInstruction;
import io.opportunities.matching.MatchLock;
import io.opportunities.matching.UpsertOutcome;
import io.opportunities.matching.Upserter;
import io.opportunities.matching.key.MatchBy;
import io.opportunities.matching.key.MatchKeys;
import io.opportunities.search.RecordType;
import io.opportunities.web.IfMatch;
import io.opportunities.web.VersionedResponse;
import io.opportunities.web.error.ApiException;
import io.opportunities.web.error.Violations;
import jakarta.persistence.EntityManager;
import java.util.Collection;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import org.springframework.dao.OptimisticLockingFailureException;
import org.springframework.transaction.annotation.Transactional;

/**
 * Creates or matches the records of one type, changes and archives them, within a transaction of the subclass.
 *
 * @param <R> the entity
 * @param <S> its state
 * @param <Q> a valid request
 * @param <A> the body of a response
 */
public abstract class RecordService<R extends RecordEntity<S>, S extends RecordState<S>, Q extends ValidatedRecord, A> {

    private final RecordType recordType;
    private final Class<R> entity;
    private final RecordRepository<R> records;
    private final RecordWriter<R, S, Q> writer;
    private final RecordPresenter<R, A> presenter;
    private final Upserter upserter;
    private final RecordMerger merger;
    private final MatchLock locks;
    private final EntityManager database;

    protected RecordService(RecordType recordType, Class<R> entity, RecordRepository<R> records, RecordWriter<R, S, Q> writer,
            RecordPresenter<R, A> presenter, Upserter upserter, RecordMerger merger, MatchLock locks, EntityManager database) {
        this.recordType = recordType;
        this.entity = entity;
        this.records = records;
        this.writer = writer;
        this.presenter = presenter;
        this.upserter = upserter;
        this.merger = merger;
        this.locks = locks;
        this.database = database;
    }

    /** Matches or creates a record, atomically. */
    protected final RecordOutcome<A> upsert(Q request, MatchInstruction instruction) {
        MatchReport report = new MatchReport();
        UpsertOutcome<R> outcome = upsert(request, matched(request, instruction), report);
        return new RecordOutcome<>(outcome.map(presenter::toResponse), report.contact());
    }

    /** Explains the call: takes its steps as a dry run does. */
    protected final MatchReceipt explain(Q request, MatchInstruction instruction, List<String> ignored) {
        MatchReport report = new MatchReport();
        Upserter.Request matched = matched(request, instruction);
        UpsertOutcome<R> outcome = upsert(request, matched, report);
        Long recordId = outcome.by().isPresent() ? outcome.record().idOrNull() : null;
        return report.receipt(outcome.name(), recordId, upserter.compareEach(matched), ignored);
    }

    private UpsertOutcome<R> upsert(Q request, Upserter.Request matched, MatchReport report) {
        MatchFoundStrategy strategy = matched.instruction().strategy();
        return upserter.upsert(entity, matched,
                (match, keys) -> writer.change(match, afterLocking(request), strategy, report.compared(keys)),
                keys -> writer.insert(afterLocking(request), report.compared(keys)));
    }

    private Upserter.Request matched(Q request, MatchInstruction instruction) {
        return new Upserter.Request(recordType, instruction, request.matchKeys(), request.common()::value);
    }

    /**
     * Changes the members that the request names. Archived records accept changes too, and so a restore.
     *
     * @throws ApiException 404; 412 if the record has another version
     */
    protected final VersionedResponse<A> change(long id, Q request, IfMatch ifMatch) {
        // as for a match: a concurrent create with these values must find this record, and must not create its contact twice
        MatchKeys keys = keysAfter(request, id);
        Set<MatchBy> present = presentKeys(request);
        locks.acquire(keys, recordType, id, present);
        Q current = afterLocking(request);
        R record = findForUpdate(id, ifMatch);
        requireLocks(record, request, present);
        writer.change(record, current, MatchFoundStrategy.REPLACE, new MatchReport());
        return presenter.toResponse(record);
    }

    /** Returns the keys of a request. A new source alone makes another key of the external id that the record has. */
    private MatchKeys keysAfter(Q request, long id) {
        ExternalReference.Draft external = request.common().external();
        return external.isSourceAlone()
                ? request.matchKeys().with(MatchBy.EXTERNAL_ID, records.external(id).map(external::keyAfter).orElse(null))
                : request.matchKeys();
    }

    /** Returns the kinds of key that the record has now and a change locks: all for a restore; e-mail and phone to find its contact. */
    private static Set<MatchBy> presentKeys(ValidatedRecord request) {
        MatchKeys keys = request.matchKeys();
        if (request.common().active().or(false)) {
            return EnumSet.allOf(MatchBy.class);
        }
        return keys.emailKey() == null && keys.phoneKey() == null ? Set.of() : EnumSet.of(MatchBy.PRIMARY_EMAIL, MatchBy.PRIMARY_PHONE);
    }

    /** @throws OptimisticLockingFailureException if the record has got another key since the locks were named */
    private void requireLocks(R record, Q request, Set<MatchBy> present) {
        ExternalReference.Draft external = request.common().external();
        List<String> names = record.matchKeys().lockNames(present);
        if (external.isSourceAlone()) {
            names.addAll(MatchKeys.NONE.with(MatchBy.EXTERNAL_ID, external.keyAfter(record.details().external())).lockNames());
        }
        if (!names.stream().allMatch(locks::isAcquired)) {
            throw new OptimisticLockingFailureException("the record has got another key meanwhile");
        }
    }

    /** @throws ApiException with all violations of the request; 404; 409 if the target was merged itself; 412 */
    @Transactional
    public MergeResponse merge(long id, Merge merge, DryRun dryRun, IfMatch ifMatch, Violations violations) {
        return merger.merge(recordType, entity, id, merge, dryRun, ifMatch, violations);
    }

    @Transactional
    public MergeResponse unmerge(long id, Merge merge, DryRun dryRun, IfMatch ifMatch, Violations violations) {
        return merger.unmerge(recordType, entity, id, merge, dryRun, ifMatch, violations);
    }

    /** @throws ApiException 404, also if the record is already archived; 409 while active records belong to it; 412 */
    @Transactional
    public VersionedResponse<A> archive(long id, IfMatch ifMatch) {
        R record = findForUpdate(id, ifMatch);
        if (!record.active()) {
            throw notFound(id);
        }
        writer.save(record, record.state().archived(), null);
        return presenter.toResponse(record);
    }

    /** Acquires the locks on the keys that records have, and on others that they are to get. */
    protected final void acquire(List<Long> ids, Collection<String> others) {
        Set<String> names = merger.lockNames(recordType, ids.toArray(Long[]::new));
        names.addAll(others);
        locks.acquire(names);
    }

    /**
     * Gives a record another state, under locks of the caller.
     *
     * @param change returns the other state; the same one changes nothing
     * @return false if there is no such record, or it was merged into another one
     */
    protected final boolean change(long id, Function<R, S> change) {
        Optional<R> found = records.findForUpdate(id);
        found.ifPresent(database::refresh);
        Optional<R> open = found.filter(record -> record.mergedIntoId() == null);
        open.ifPresent(record -> writer.save(record, change.apply(record), null));
        return open.isPresent();
    }

    /** Returns the request with what it read before its match locks were acquired. */
    protected Q afterLocking(Q request) {
        return request;
    }

    private R findForUpdate(long id, IfMatch ifMatch) {
        R record = records.findForUpdate(id).orElseThrow(() -> notFound(id));
        // the locking statement read the current row, but its contacts, from other rows, as they were before the wait
        database.refresh(record);
        if (record.mergedIntoId() != null) {
            throw RecordMerger.merged(recordType, id, record.mergedIntoId());
        }
        ifMatch.check(record.version());
        return record;
    }

    private ApiException notFound(long id) {
        return ApiException.notFound(recordType.wireName(), id);
    }
}
