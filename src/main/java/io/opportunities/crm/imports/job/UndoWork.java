package io.opportunities.crm.imports.job;

import io.opportunities.crm.bulk.PartWork;
import io.opportunities.crm.imports.file.Place;
import io.opportunities.crm.imports.job.store.ImportJob;
import io.opportunities.crm.imports.job.store.JobStore;
import io.opportunities.crm.imports.job.store.UndoStore;
import io.opportunities.crm.imports.job.store.UndoStore.UndoRow;
import io.opportunities.web.error.DatabaseErrorTranslator;
import java.time.Duration;
import java.util.List;

/** Undoes an import, the last row first: what a row did, its outcome and the progress are one transaction. */
final class UndoWork implements Work {

    private static final int CHUNK = 50;
    private static final Duration TIMEOUT = Duration.ofMinutes(5);

    private final ImportJob job;
    private final ImportTools tools;
    private final UndoStore rows;
    private Place at;

    UndoWork(ImportJob job, ImportTools tools, UndoStore rows) {
        this.job = job;
        this.tools = tools;
        this.rows = rows;
        this.at = job.next();
    }

    @Override
    public boolean step() {
        List<UndoRow> chunk = tools.in(() -> rows.next(job, at.line(), CHUNK));
        if (chunk.isEmpty()) {
            tools.in(() -> tools.jobs().finish(job, at));
            return false;
        }
        rows.run(chunk, new Parts(chunk), TIMEOUT);
        return true;
    }

    private final class Parts implements PartWork<UndoRow, List<String>> {

        private final List<UndoRow> chunk;

        Parts(List<UndoRow> chunk) {
            this.chunk = chunk;
        }

        @Override
        public boolean isRepeatable() {
            return false;
        }

        @Override
        public List<List<String>> together(int from, List<UndoRow> part) {
            return rows.undo(part);
        }

        @Override
        public void store(int from, List<List<String>> kept) {
            save(chunk.subList(from, from + kept.size()), kept);
        }

        /** A row that cannot be undone stays as it is. */
        @Override
        public List<String> failed(int place, Throwable failure) {
            if (DatabaseErrorTranslator.isRetryable(failure)) {
                throw new BusyException(failure.toString());
            }
            List<String> kept = List.of("*");
            tools.in(() -> save(chunk.subList(place, place + 1), List.of(kept)));
            return kept;
        }

        private void save(List<UndoRow> part, List<List<String>> kept) {
            Place to = new Place(at.offset(), part.getLast().line());
            rows.save(job, part, kept);
            tools.jobs().advance(job, at, to, part.size(), List.of());
            JobStore.afterCommit(() -> at = to);
        }
    }
}
