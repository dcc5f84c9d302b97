package io.opportunities.crm.imports.job;

import io.opportunities.crm.imports.file.Place;
import io.opportunities.crm.imports.file.Row;
import io.opportunities.crm.imports.file.RowReader;
import io.opportunities.crm.imports.job.store.ImportJob;
import io.opportunities.crm.imports.job.store.RowError;
import io.opportunities.crm.imports.mapping.Profile;
import io.opportunities.crm.imports.mapping.RowBodies;
import io.opportunities.crm.imports.upload.Uploads;
import io.opportunities.crm.opportunity.bulk.OpportunityBulk;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Reads the rows of an import as items of the engine. */
final class RowSource {

    private static final int MAX_CHARACTERS = 1024 * 1024;
    private static final int MAX_ROW_CHARACTERS = 128 * 1024;

    private final ImportJob job;
    private final Uploads uploads;
    private final OpportunityBulk engine;
    private final RowBodies bodies;
    /** Rows that later ones may depend on. */
    private final RecentRows recent = new RecentRows();
    private final Cursor ahead = new Cursor();
    private final Cursor behind = new Cursor();

    RowSource(ImportJob job, Uploads uploads, OpportunityBulk engine) {
        this.job = job;
        this.uploads = uploads;
        this.engine = engine;
        this.bodies = new RowBodies(job.mapping(), Profile.named(job.profile()));
    }

    /** Returns the next rows from a place on, fewer if they are large; none at the end of the file. */
    List<ImportItem> read(Place from, int most) {
        List<ImportItem> items = new ArrayList<>();
        int length = 0;
        for (Row row = ahead.read(from); row != null; row = ahead.read(row.end())) {
            ImportItem item = item(row);
            items.add(item);
            recent.add(item);
            length += length(row);
            if (items.size() == most || length >= MAX_CHARACTERS) {
                break;
            }
        }
        return items;
    }

    /** Returns the row at a place. */
    ImportItem at(Place place) {
        return recent.find(place).orElseGet(() -> {
            ImportItem item = item(Optional.ofNullable(behind.read(place)).orElseThrow());
            recent.add(item);
            return item;
        });
    }

    /** A reader of the file. Rows that follow each other are read without opening the file again. */
    private final class Cursor {

        private @Nullable RowReader reader;
        private Place next = new Place(0, 0);

        /** Returns the row at a place; null at the end of the file. */
        @Nullable
        Row read(Place from) {
            RowReader current = reader == null || !from.equals(next)
                    ? job.format().open(uploads.open(job.fileId(), from.offset()), from)
                    : reader;
            // after a failure it is in the middle of a row
            reader = null;
            try {
                Row row = current.read();
                reader = current;
                next = row == null ? from : row.end();
                return row;
            } catch (IOException impossible) {
                throw new UncheckedIOException(impossible);
            }
        }
    }

    private static int length(Row row) {
        return row.cells().values().stream().mapToInt(String::length).sum();
    }

    private ImportItem item(Row row) {
        int length = length(row);
        Optional<String> error = length > MAX_ROW_CHARACTERS
                ? Optional.of("has %d characters; a row has at most %d".formatted(length, MAX_ROW_CHARACTERS))
                : Optional.ofNullable(row.error()).or(() -> bodies.refusal(row));
        return error.isPresent()
                ? new ImportItem(row.start(), row.end(), null, RowError.inFile(row.line(), error.get()))
                : new ImportItem(row.start(), row.end(), engine.read(bodies.body(row)), List.of());
    }
}
