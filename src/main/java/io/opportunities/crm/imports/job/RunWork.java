package io.opportunities.crm.imports.job;

import io.opportunities.crm.imports.file.Place;
import io.opportunities.crm.imports.job.store.ImportJob;
import io.opportunities.crm.imports.job.store.JobStore;
import io.opportunities.crm.imports.job.store.RowResult;
import io.opportunities.crm.opportunity.bulk.BulkOrder;
import io.opportunities.crm.opportunity.bulk.BulkResult;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * Writes the rows of an import. A row's records, its outcome and the progress are one transaction, so a worker that is killed loses nothing,
 * and the next one does nothing twice.
 */
final class RunWork implements Work {

    private static final int CHUNK = 100;
    private static final Duration TIMEOUT = Duration.ofMinutes(5);

    private final ImportJob job;
    private final ImportTools tools;
    private final RowSource source;
    private Place at;
    private boolean begun;

    RunWork(ImportJob job, ImportTools tools) {
        this.job = job;
        this.tools = tools;
        this.source = tools.source(job);
        this.at = job.next();
    }

    @Override
    public boolean step() {
        if (!begun) {
            tools.in(() -> tools.jobs().open(job, at, CHUNK)).forEach(this::close);
            begun = true;
        }
        List<ImportItem> items = tools.in(() -> source.read(at, CHUNK));
        if (items.isEmpty()) {
            tools.in(() -> tools.jobs().finish(job, at));
            return false;
        }
        run(items);
        return true;
    }

    /** Does rows in their order: those that can be read by the engine, the others as they are. */
    private void run(List<ImportItem> items) {
        Chunk chunk = new Chunk(items);
        List<BulkResult> results = tools.engine().run(chunk.readable.stream().map(item -> Objects.requireNonNull(item.item())).toList(),
                new BulkOrder(job.instruction(), false, System.nanoTime() + TIMEOUT.toNanos(), chunk));
        chunk.end();
        for (BulkResult result : results) {
            if (result.error() != null && chunk.isOpen(result.index())) {
                close(chunk.readable.get(result.index()), result);
            }
        }
    }

    /** Does a row whose outcome is open again. */
    private void close(Place place) {
        ImportItem item = source.at(place);
        List<BulkResult> results = tools.engine().run(List.of(Objects.requireNonNull(item.item())), new BulkOrder(job.instruction(), false,
                System.nanoTime() + TIMEOUT.toNanos(), (from, done) -> save(RowResult.of(place, done.getFirst()))));
        BulkResult result = results.getFirst();
        if (result.error() != null) {
            close(item, result);
        }
    }

    private void close(ImportItem item, BulkResult failed) {
        BusyException.throwIfUnavailable(failed);
        tools.in(() -> save(RowResult.of(item.start(), failed)));
    }

    /** Stores the outcome of a row behind which the work has gone on. */
    private void save(RowResult row) {
        tools.jobs().advance(job, at, at, 0, List.of(row));
        tools.jobs().save(job, List.of(row));
    }

    /** The rows of a chunk, whose outcomes are stored part by part. */
    private final class Chunk implements BulkOrder.Journal {

        private final List<ImportItem> items;
        private final List<ImportItem> readable = new ArrayList<>();
        /** The place of each readable row among all. */
        private final List<Integer> places = new ArrayList<>();
        private final boolean[] open;
        private int stored;
        private boolean lost;

        Chunk(List<ImportItem> items) {
            this.items = items;
            this.open = new boolean[items.size()];
            for (int i = 0; i < items.size(); i++) {
                if (items.get(i).item() != null) {
                    readable.add(items.get(i));
                    places.add(i);
                }
            }
        }

        boolean isOpen(int index) {
            return open[places.get(index)];
        }

        /** Ends the run of the engine if another worker has the lease. */
        @Override
        public Optional<List<BulkResult>> stored(int from) {
            if (lost) {
                throw JobStore.lost();
            }
            return Optional.empty();
        }

        @Override
        public void store(int from, List<BulkResult> results) {
            List<RowResult> rows = until(places.get(from));
            results.forEach(result -> {
                rows.addAll(unreadable(rows, places.get(result.index())));
                rows.add(RowResult.of(items.get(places.get(result.index())).start(), result));
            });
            save(rows);
        }

        /** Stores the rows behind the last part. */
        void end() {
            if (stored < items.size()) {
                List<RowResult> rows = until(items.size());
                tools.in(() -> save(rows));
            }
        }

        /** Returns rows up to a place: those that cannot be read, and those that the engine has rolled back. */
        private List<RowResult> until(int place) {
            List<RowResult> rows = new ArrayList<>();
            for (int i = stored; i < place; i++) {
                open[i] = items.get(i).item() != null;
                rows.add(open[i] ? RowResult.open(items.get(i).start()) : RowResult.failed(items.get(i).start(), items.get(i).errors()));
            }
            return rows;
        }

        private List<RowResult> unreadable(List<RowResult> before, int place) {
            return items.subList(stored + before.size(), place).stream().map(item -> RowResult.failed(item.start(), item.errors()))
                    .toList();
        }

        private void save(List<RowResult> rows) {
            Place to = items.get(stored + rows.size() - 1).end();
            tools.jobs().save(job, rows);
            lost = true;
            tools.jobs().advance(job, at, to, rows.size(), rows);
            lost = false;
            JobStore.afterCommit(() -> {
                at = to;
                stored += rows.size();
            });
        }
    }
}
