package io.opportunities.crm.imports.job;

import io.opportunities.crm.imports.file.Place;
import io.opportunities.crm.imports.job.store.ImportJob;
import io.opportunities.crm.imports.job.store.KeyStore;
import io.opportunities.crm.imports.job.store.RowResult;
import io.opportunities.crm.opportunity.bulk.BulkOrder;
import io.opportunities.crm.opportunity.bulk.BulkResult;
import io.opportunities.crm.opportunity.state.OpportunityItem;
import io.opportunities.matching.key.MatchBy;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * Finds out what each row would do. The engine does the rows and rolls them back. Before the rows of a chunk it does those earlier rows that
 * would write, and that share a key or a matched record with one of the chunk, directly or through others. So each row sees what it will see
 * in the run.
 */
final class PlanWork implements Work {

    private static final int CHUNK = 60;
    /** Rows of a chunk and earlier ones together. */
    private static final int MAX_TOGETHER = 200;
    private static final int MAX_LOOKS = 4;
    private static final Duration TIMEOUT = Duration.ofMinutes(5);

    private final ImportJob job;
    private final ImportTools tools;
    private final RowSource source;
    private final Set<String> kinds = new HashSet<>();
    private Place at;
    private long rowsDone;
    private int size = CHUNK;
    private boolean begun;

    PlanWork(ImportJob job, ImportTools tools) {
        this.job = job;
        this.tools = tools;
        this.source = tools.source(job);
        this.at = job.next();
        this.rowsDone = job.rowsDone();
        // a taken external id fails a row, however rows match
        Stream.concat(job.instruction().by().stream(), Stream.of(MatchBy.EXTERNAL_ID)).forEach(by -> kinds.add(by.wireName() + ":"));
    }

    @Override
    public boolean step() {
        if (!begun) {
            while (job.rowsDone() == 0 && tools.in(() -> tools.keys().clear(job))) {
                // more of an earlier plan
            }
            begun = true;
        }
        List<ImportItem> items = tools.in(() -> source.read(at, size));
        if (items.isEmpty()) {
            tools.in(() -> tools.jobs().finish(job, at));
            return false;
        }
        if (rowsDone + items.size() > tools.maxRows()) {
            tools.in(() -> tools.jobs().fail(job, "the file has more than %d rows: split it".formatted(tools.maxRows())));
            return false;
        }
        Optional<Map<Place, BulkResult>> results = results(items.stream().filter(item -> item.item() != null).toList());
        results.ifPresent(found -> save(items, found));
        size = results.isPresent() ? Math.min(CHUNK, 2 * size) : Math.max(1, items.size() / 2);
        return true;
    }

    private void save(List<ImportItem> items, Map<Place, BulkResult> results) {
        Map<Long, List<Long>> known = tools.in(() -> tools.keys().stored(job, results.values().stream().map(BulkResult::recordId)
                .filter(Objects::nonNull).toList()));
        List<RowResult> rows = items.stream().map(item -> {
            BulkResult result = results.get(item.start());
            RowResult row = result == null ? RowResult.failed(item.start(), item.errors()) : RowResult.of(item.start(), result);
            return row.withRecord(row.recordId() != null && known.containsKey(row.recordId()) ? row.recordId() : null);
        }).toList();
        Map<Place, List<Long>> keys = new HashMap<>();
        for (int i = 0; i < rows.size(); i++) {
            if (rows.get(i).writes()) {
                Long record = rows.get(i).recordId();
                List<Long> own = keys(items.get(i));
                List<Long> all = new ArrayList<>(own);
                if (record != null) {
                    all.add(record(record));
                    all.addAll(known.getOrDefault(record, List.of()));
                }
                keys.put(rows.get(i).start(), all.stream().distinct().toList());
            }
        }
        Place to = items.getLast().end();
        tools.in(() -> {
            tools.jobs().save(job, rows);
            tools.keys().add(job, keys);
            tools.jobs().advance(job, at, to, rows.size(), rows);
        });
        at = to;
        rowsDone += rows.size();
    }

    /**
     * Returns what the rows would do. Looks again while they match records that further earlier rows match too.
     *
     * @return empty if fewer rows would fit into one transaction with all earlier ones that they depend on
     */
    private Optional<Map<Place, BulkResult>> results(List<ImportItem> items) {
        Set<Long> keys = new HashSet<>();
        items.forEach(item -> keys.addAll(keys(item)));
        Map<Place, ImportItem> earlier = new TreeMap<>(Comparator.comparingLong(Place::line));
        Map<Place, BulkResult> results = Map.of();
        for (int look = 0; look < MAX_LOOKS && !items.isEmpty(); look++) {
            List<Place> related = tools.in(() -> tools.keys().related(job, keys, items.getFirst().line(), MAX_TOGETHER));
            if (look > 0 && earlier.keySet().containsAll(related)) {
                break;
            }
            related.forEach(place -> earlier.computeIfAbsent(place, source::at));
            boolean fits = earlier.size() + items.size() <= MAX_TOGETHER;
            if (!fits && earlier.size() < MAX_TOGETHER && items.size() > 1) {
                return Optional.empty();
            }
            results = rehearsed(ends(List.copyOf(earlier.values()), MAX_TOGETHER - items.size()), items);
            results.values().stream().map(BulkResult::recordId).filter(id -> id != null && id > 0).forEach(id -> keys.add(record(id)));
        }
        return Optional.of(results);
    }

    /** Returns all items, or the first and the last ones: the first may create a record, and the last ones show its present values. */
    private static List<ImportItem> ends(List<ImportItem> items, int most) {
        if (items.size() <= most) {
            return items;
        }
        List<ImportItem> ends = new ArrayList<>(items.subList(0, most / 2));
        ends.addAll(items.subList(items.size() - (most - most / 2), items.size()));
        return ends;
    }

    private Map<Place, BulkResult> rehearsed(List<ImportItem> earlier, List<ImportItem> items) {
        List<OpportunityItem> all = new ArrayList<>();
        earlier.forEach(item -> all.add(Objects.requireNonNull(item.item())));
        items.forEach(item -> all.add(Objects.requireNonNull(item.item())));
        List<BulkResult> results = tools.engine().run(all,
                new BulkOrder(job.instruction(), false, System.nanoTime() + TIMEOUT.toNanos(), BulkOrder.Journal.NONE));
        Map<Place, BulkResult> found = new HashMap<>();
        for (int i = 0; i < items.size(); i++) {
            BulkResult result = results.get(earlier.size() + i);
            BusyException.throwIfUnavailable(result);
            found.put(items.get(i).start(), result);
        }
        return found;
    }

    private List<Long> keys(ImportItem item) {
        return Objects.requireNonNull(item.item()).lockNames().stream().filter(name -> kinds.stream().anyMatch(name::startsWith))
                .map(KeyStore::key).toList();
    }

    private static long record(long id) {
        return KeyStore.key("record:" + id);
    }
}
