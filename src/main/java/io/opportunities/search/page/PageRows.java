package io.opportunities.search.page;

import io.opportunities.web.server.ResponseMemoryLimit;
import jakarta.persistence.TypedQuery;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.stream.Stream;
import org.hibernate.jpa.HibernateHints;

/**
 * The rows of a page, and one more if the list continues.
 *
 * @param isCut whether rows are missing for lack of memory
 */
public record PageRows<T>(List<T> items, boolean isCut) {

    /**
     * Reads as many rows as fit in memory, and at least one.
     *
     * @param limit maximum number of rows of the query
     * @param largest size of a row, in bytes
     */
    public static <T> PageRows<T> read(TypedQuery<T> query, int limit, ResponseMemoryLimit.PageRoom room, int largest) {
        if (room.isEnough()) {
            return new PageRows<>(query.getResultList(), false);
        }
        // the driver buffers the rows of one fetch: a quarter of the memory, or one row
        query.setHint(HibernateHints.HINT_FETCH_SIZE, Math.clamp(room.bytes() / 4 / largest, 1, limit));
        List<T> found = new ArrayList<>();
        long bytes = 0;
        try (Stream<T> rows = query.getResultStream()) {
            for (Iterator<T> all = rows.iterator(); all.hasNext();) {
                T row = all.next();
                bytes += size(row);
                if (bytes > room.bytes() && !found.isEmpty()) {
                    return new PageRows<>(found, true);
                }
                found.add(row);
            }
        }
        return new PageRows<>(found, false);
    }

    /** Returns as many rows as fit in memory with their linked data, and at least one. */
    public static <T> PageRows<T> cut(List<T> rows, ResponseMemoryLimit memory) {
        ResponseMemoryLimit.PageRoom room = memory.forPage(rows.stream().mapToLong(PageRows::size).sum());
        long bytes = 0;
        for (int i = 0; i < rows.size(); i++) {
            bytes += size(rows.get(i));
            if (bytes > room.bytes() && i > 0) {
                return new PageRows<>(rows.subList(0, i), true);
            }
        }
        return new PageRows<>(rows, false);
    }

    private static long size(Object row) {
        return row instanceof Sized record ? record.size() : 0;
    }

    /** Returns whether the list continues after the page. */
    public boolean isPast(PageQuery query) {
        return isCut || items.size() > query.pageSize();
    }
}
