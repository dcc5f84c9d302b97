package io.opportunities.crm.record;

import io.opportunities.crm.changelog.Changelog;
import io.opportunities.crm.contact.ContactBatch;
import io.opportunities.identity.tenant.DrawnIds;
import io.opportunities.identity.tenant.RowInserter;
import io.opportunities.matching.BatchUpserter;
import io.opportunities.matching.MatchCandidate;
import io.opportunities.matching.MatchInstruction;
import io.opportunities.matching.UpsertOutcome;
import io.opportunities.matching.Upserter;
import io.opportunities.search.RecordType;
import io.opportunities.web.VersionedResponse;
import io.opportunities.web.error.ApiException;
import jakarta.persistence.EntityManager;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/**
 * Carries out several requests in one transaction that has all their locks, with a few statements for all of them. The result is that of
 * one after the other. A request that depends on an earlier one waits for the next wave, which begins when that one is stored.
 */
public final class RecordBatch<R extends RecordEntity<S>, S extends RecordState<S>, Q extends ValidatedRecord, A> {

    private final Kind<R> kind;
    private final RecordRepository<R> records;
    private final RecordWriter<R, S, Q> writer;
    private final RecordPresenter<R, A> presenter;
    private final UnaryOperator<Q> afterLocking;
    private final Tools tools;

    /** @param afterLocking returns a request with what it read before its locks were acquired */
    public RecordBatch(Kind<R> kind, RecordRepository<R> records, RecordWriter<R, S, Q> writer, RecordPresenter<R, A> presenter,
            UnaryOperator<Q> afterLocking, Tools tools) {
        this.kind = kind;
        this.records = records;
        this.writer = writer;
        this.presenter = presenter;
        this.afterLocking = afterLocking;
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

        private final BatchUpserter upserter;
        private final ContactBatch.Tools contacts;
        private final RowInserter rows;
        private final Changelog changelog;
        private final EntityManager database;

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
        tools.upserter.lock(left.stream().map(BatchItem::keys).toList());
        SortedMap<Integer, Attempt<A>> results = new TreeMap<>();
        Ids ids = new Ids(tools.rows.ids(kind.sequence, left.size(), instruction.dryRun()),
                tools.contacts.ids(left.size(), instruction.dryRun()));
        while (!left.isEmpty()) {
            left = wave(left, ids, done -> results.putAll(results(done, shown)));
        }
        return List.copyOf(results.values());
    }

    /** @return the requests that depend on those of this wave, in their order */
    private List<BatchItem<R, S, Q>> wave(List<BatchItem<R, S, Q>> items, Ids ids, Consumer<List<BatchItem<R, S, Q>>> done) {
        lookForRecords(items);
        Set<BatchItem<R, S, Q>> later = dependents(items);
        ContactBatch contacts = tools.contacts.begin(ids.contacts);
        List<BatchItem<R, S, Q>> effective = items.stream().filter(item -> !later.contains(item) && item.isEffective()).toList();
        effective.forEach(item -> rehearse(item, contacts));
        refuseTakenReferences(effective);
        contacts.look(effective.stream().filter(BatchItem::isEffective).map(BatchItem::wishes).toList());
        deferDependentsByContacts(items, later);
        store(effective.stream().filter(item -> item.isEffective() && !later.contains(item)).toList(), contacts, ids.records);
        tools.database.flush();
        tools.database.clear();
        done.accept(items.stream().filter(item -> !later.contains(item)).toList());
        return later.stream().sorted(Comparator.comparing(BatchItem::place)).toList();
    }

    private void lookForRecords(List<BatchItem<R, S, Q>> items) {
        List<MatchCandidate<R>> found = tools.upserter.lookAll(kind.entity, items.stream().map(BatchItem::keys).toList());
        for (int i = 0; i < items.size(); i++) {
            items.get(i).found(found.get(i), afterLocking.apply(items.get(i).request()));
        }
    }

    private Set<BatchItem<R, S, Q>> dependents(List<BatchItem<R, S, Q>> items) {
        Set<BatchItem<R, S, Q>> later = new HashSet<>();
        Set<String> written = new HashSet<>();
        for (BatchItem<R, S, Q> item : items) {
            Set<String> read = item.reads();
            read.addAll(item.newOptions());
            if (!Collections.disjoint(written, read)) {
                later.add(item);
                written.addAll(item.newOptions());
                written.addAll(item.writes());
            } else if (item.isEffective()) {
                written.addAll(item.writes());
            }
        }
        return later;
    }

    private void rehearse(BatchItem<R, S, Q> item, ContactBatch contacts) {
        ContactBatch.Wishes wishes = contacts.wish();
        item.wishes(wishes);
        try {
            item.becomes(writer.rehearsed(item.request(), item.record(), item.strategy(), wishes));
        } catch (ApiException reason) {
            item.refuse(reason);
        }
    }

    /** Rejects a taken external reference, which the schema would reject for all requests at once. */
    private void refuseTakenReferences(List<BatchItem<R, S, Q>> items) {
        List<BatchItem<R, S, Q>> changing = items.stream().filter(item -> item.isEffective() && writer.newReference(item) != null).toList();
        if (changing.isEmpty()) {
            return;
        }
        Set<String> taken = records.takenExternalKeys(changing.stream().map(writer::newReference).toList());
        changing.stream().filter(item -> taken.contains(writer.newReference(item))).forEach(item -> item.refuse(writer.referenceTaken()));
    }

    private void deferDependentsByContacts(List<BatchItem<R, S, Q>> items, Set<BatchItem<R, S, Q>> later) {
        Set<String> written = new HashSet<>();
        for (BatchItem<R, S, Q> item : items) {
            if (later.contains(item)) {
                written.addAll(item.possibleContacts());
                written.addAll(item.newOptions());
            } else if (item.isEffective()) {
                Set<String> read = item.wishes().reads();
                read.addAll(item.listedContacts());
                read.addAll(item.newOptions());
                if (Collections.disjoint(written, read)) {
                    written.addAll(item.wishes().writes());
                } else {
                    later.add(item);
                    written.addAll(item.possibleContacts());
                    written.addAll(read);
                }
            }
        }
    }

    private void store(List<BatchItem<R, S, Q>> items, ContactBatch contacts, DrawnIds ids) {
        items.forEach(item -> item.becomes(writer.merged(item.request(), item.record(), item.strategy(), item.report(),
                contacts.at(item.place()))));
        contacts.store();
        List<BatchItem<R, S, Q>> created = new ArrayList<>();
        for (BatchItem<R, S, Q> item : items) {
            R record = item.record();
            item.report().changed(record == null ? Map.of() : record.members(), item.after().members());
            if (record == null) {
                created.add(item);
            } else {
                item.stored(record, writer.apply(record, item.after(), item.report().entry(item.strategy().outcome())));
            }
        }
        tools.database.flush();
        insert(created, ids);
        tools.changelog.store();
    }

    private void insert(List<BatchItem<R, S, Q>> items, DrawnIds ids) {
        List<R> created = new ArrayList<>();
        for (BatchItem<R, S, Q> item : items) {
            R record = writer.create(item.after());
            record.assignId(ids.at(item.place()));
            if (DrawnIds.isRehearsed(record.id())) {
                record.rehearseNumber();
            }
            item.stored(record, true);
            created.add(record);
        }
        tools.rows.insert(created);
        for (int i = 0; i < created.size(); i++) {
            writer.inserted(created.get(i), items.get(i).report());
        }
    }

    /** The ids of new records and contacts, one of each for each request. */
    private record Ids(DrawnIds records, DrawnIds contacts) {}

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
