package io.opportunities.crm.imports.job;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.opportunities.crm.imports.file.Place;
import java.util.Optional;

/** Rows that were read lately, as many as fit into two megabytes of the heap. */
final class RecentRows {

    private static final long MAX_BYTES = 2 * 1024 * 1024;
    /** Of the objects of a row without its texts. */
    private static final int OBJECTS = 700;
    /** A text is in the request, in its key and in the words of its locks. */
    private static final int COPIES = 4;

    private final Cache<Place, ImportItem> rows = Caffeine.newBuilder().executor(Runnable::run).maximumWeight(MAX_BYTES)
            .weigher((Place place, ImportItem item) -> bytes(item)).build();

    void add(ImportItem item) {
        rows.put(item.start(), item);
    }

    Optional<ImportItem> find(Place place) {
        return Optional.ofNullable(rows.getIfPresent(place));
    }

    private static int bytes(ImportItem item) {
        return (int) Math.min(Integer.MAX_VALUE, OBJECTS + COPIES * (item.end().offset() - item.start().offset()));
    }
}
