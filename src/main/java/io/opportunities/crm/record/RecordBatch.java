package io.opportunities.crm.record;

import io.opportunities.crm.changelog.Changelog;
import io.opportunities.crm.contact.ContactBatch;
import io.opportunities.crm.record.state.RecordState;
import io.opportunities.crm.record.state.ValidatedRecord;
import io.opportunities.identity.tenant.DrawnIds;
import io.opportunities.identity.tenant.RowInserter;
import io.opportunities.matching.BatchUpserter;
import io.opportunities.matching.MatchInstruction;
import io.opportunities.matching.UpsertOutcome;
import io.opportunities.matching.Upserter;
import io.opportunities.search.RecordType;
import io.opportunities.web.VersionedResponse;
import io.opportunities.web.error.ApiException;
import jakarta.persistence.EntityManager;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/**
 * Carries out several requests in one transaction that has all their locks, with a few statements for all of them. The result is that of
 * one after the other. A request that depends on an earlier one waits for the next wave, which begins when that one is stored.
 */
public final class RecordBatch<R extends RecordEntity<S>, S extends RecordState<S>, Q extends ValidatedRecord, A> {

    private final Kind<R> kind;
    private final RecordPresenter<R, A> presenter;
    private final RecordWaves<R, S, Q> waves;
    private final Tools tools;

    /** @param afterLocking returns a request with what it read before its locks were acquired */
    public RecordBatch(Kind<R> kind, RecordRepository<R> records, RecordWriter<R, S, Q> writer, RecordPresenter<R, A> presenter,
            UnaryOperator<Q> afterLocking, Tools tools) {
        this.kind = kind;
        this.presenter = presenter;
        this.waves = new RecordWaves<>(kind.entity, records, writer, afterLocking, tools);
        this.tools = tools;
    }

    /**
     * One kind of record.
     *
     * @param sequence of its ids
     */
    public record Kind<R>(RecordType type, Class<R> entity, String sequence) {}

    /** What all batches use. */
    @Component
    public static final class Tools {

        final BatchUpserter upserter;
        final ContactBatch.Tools contacts;
        final RowInserter rows;
        final Changelog changelog;
        final EntityManager database;

        Tools(BatchUpserter upserter, ContactBatch.Tools contacts, RowInserter rows, Changelog changelog, EntityManager database) {
            this.upserter = upserter;
            this.contacts = contacts;
            this.rows = rows;
            this.changelog = changelog;
            this.database = database;
        }
    }

    /**
     * Carries out requests in their order, within the transaction of the caller.
     *
     * @param shown whether the results have the records
     * @return a result for each
     */
    public List<Attempt<A>> run(List<Q> requests, MatchInstruction instruction, boolean shown) {
        List<BatchItem<R, S, Q>> left = new ArrayList<>();
        for (Q request : requests) {
            left.add(new BatchItem<>(left.size(), request,
                    new Upserter.Request(kind.type, instruction, request.matchKeys(), request.common()::value)));
        }
        tools.upserter.lock(left.stream().map(BatchItem::keys).toList(), instruction.dryRun());
        SortedMap<Integer, Attempt<A>> results = new TreeMap<>();
        DrawnIds ids = tools.rows.ids(kind.sequence, left.size(), instruction.dryRun());
        DrawnIds contacts = tools.contacts.ids(left.size(), instruction.dryRun());
        while (!left.isEmpty()) {
            left = waves.next(left, ids, contacts, done -> results.putAll(results(done, shown)));
        }
        return List.copyOf(results.values());
    }

    private Map<Integer, Attempt<A>> results(List<BatchItem<R, S, Q>> items, boolean shown) {
        List<BatchItem<R, S, Q>> stored = items.stream().filter(item -> item.refusal() == null).toList();
        stored.forEach(item -> Objects.requireNonNull(item.record()).endRehearsal());
        List<A> bodies = shown ? presenter.toResponses(stored.stream().map(BatchItem::record).toList()) : List.of();
        Map<Integer, Attempt<A>> results = new HashMap<>();
        for (BatchItem<R, S, Q> item : items) {
            ApiException reason = item.refusal();
            results.put(item.place(), reason == null
                    ? done(item, shown ? bodies.get(stored.indexOf(item)) : null)
                    : new Attempt.Refused<>(reason));
        }
        return results;
    }

    private Attempt<A> done(BatchItem<R, S, Q> item, @Nullable A body) {
        R record = Objects.requireNonNull(item.record());
        UpsertOutcome<R> outcome = item.candidate().record() == null
                ? tools.upserter.created(item.keys(), record)
                : tools.upserter.matched(item.keys(), item.candidate(), item.changed());
        return new Attempt.Done<>(outcome.name(), item.candidate().by(), record.idOrNull(), item.report().contact(),
                item.report().changes(), body == null ? null : new VersionedResponse<>(body, record.version()));
    }
}
