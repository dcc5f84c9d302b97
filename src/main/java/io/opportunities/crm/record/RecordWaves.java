package io.opportunities.crm.record;

import io.opportunities.crm.contact.ContactBatch;
import io.opportunities.crm.record.state.RecordState;
import io.opportunities.crm.record.state.ValidatedRecord;
import io.opportunities.identity.tenant.DrawnIds;
import io.opportunities.matching.MatchCandidate;
import io.opportunities.web.error.ApiException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;

/** Carries out those of several requests that depend on none before them, with a few statements for all. Its caller has their locks. */
final class RecordWaves<R extends RecordEntity<S>, S extends RecordState<S>, Q extends ValidatedRecord> {

    private final Class<R> entity;
    private final RecordRepository<R> records;
    private final RecordWriter<R, S, Q> writer;
    private final UnaryOperator<Q> afterLocking;
    private final RecordBatch.Tools tools;

    RecordWaves(Class<R> entity, RecordRepository<R> records, RecordWriter<R, S, Q> writer, UnaryOperator<Q> afterLocking,
            RecordBatch.Tools tools) {
        this.entity = entity;
        this.records = records;
        this.writer = writer;
        this.afterLocking = afterLocking;
        this.tools = tools;
    }

    /**
     * Carries out the requests that depend on none before them.
     *
     * @param ids of new records, by the places of the requests
     * @param contactIds of new contacts, likewise
     * @param done receives the requests of the wave, in no order
     * @return the requests that are left, in their order
     */
    List<BatchItem<R, S, Q>> next(List<BatchItem<R, S, Q>> items, DrawnIds ids, DrawnIds contactIds,
            Consumer<List<BatchItem<R, S, Q>>> done) {
        lookForRecords(items);
        Set<BatchItem<R, S, Q>> later = dependents(items);
        ContactBatch contacts = tools.contacts.begin(contactIds);
        List<BatchItem<R, S, Q>> effective = items.stream().filter(item -> !later.contains(item) && item.isEffective()).toList();
        effective.forEach(item -> rehearse(item, contacts));
        refuseTakenReferences(effective);
        contacts.look(effective.stream().filter(BatchItem::isEffective).map(BatchItem::wishes).toList());
        deferDependentsByContacts(items, later);
        store(effective.stream().filter(item -> item.isEffective() && !later.contains(item)).toList(), contacts, ids);
        tools.database.flush();
        tools.database.clear();
        done.accept(items.stream().filter(item -> !later.contains(item)).toList());
        return later.stream().sorted(Comparator.comparing(BatchItem::place)).toList();
    }

    private void lookForRecords(List<BatchItem<R, S, Q>> items) {
        List<MatchCandidate<R>> found = tools.upserter.lookAll(entity, items.stream().map(BatchItem::keys).toList());
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
}
