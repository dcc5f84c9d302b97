package io.opportunities.search;

import io.opportunities.search.page.Cursor;
import io.opportunities.search.page.Page;
import io.opportunities.search.page.PageQuery;
import io.opportunities.search.page.PageRows;
import io.opportunities.search.page.Sized;
import io.opportunities.search.page.SizedByParts;
import io.opportunities.search.page.SyncHorizon;
import io.opportunities.web.server.ResponseMemoryLimit;
import jakarta.persistence.EntityManager;
import jakarta.persistence.TypedQuery;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.ToLongFunction;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Reads one page of the caller's records of a kind, in the order of their ids. */
@Component
public final class PageReader {

    private final EntityManager database;
    private final ResponseMemoryLimit memory;
    private final SyncHorizon syncUntil;

    PageReader(EntityManager database, ResponseMemoryLimit memory, SyncHorizon syncUntil) {
        this.database = database;
        this.memory = memory;
        this.syncUntil = syncUntil;
    }

    /**
     * @param type of the entity, with an attribute {@code id}
     * @param where its conditions; not used again after
     */
    public <T> Page<T> page(Class<T> type, Conditions where, PageQuery query, ToLongFunction<T> id) {
        return page(type, "id", where, query, id);
    }

    /** @param key the attribute that orders the records and that a cursor names */
    public <T> Page<T> page(Class<T> type, String key, Conditions where, PageQuery query, ToLongFunction<T> id) {
        Optional<Instant> until = where.isSynced() ? syncUntil(query) : Optional.empty();
        Optional<IndexLookup.Found> records = where.lookup().map(lookup -> lookup.find(database, query, where));
        Optional<Long> total = query.includeTotal() ? Optional.of(count(type, counted(where, records))) : Optional.empty();
        PageRows<T> found = read(type, key, where, records, query);
        List<T> items = found.items().subList(0, Math.min(found.items().size(), query.pageSize()));
        List<T> visible = query.backwards() ? items.reversed() : items;
        return new Page<>(visible, end(visible, true, id), end(visible, false, id), found.isPast(query), found.isCut(), total, until);
    }

    /** Returns the value of the first page, because changes during a walk may be behind it. */
    private Optional<Instant> syncUntil(PageQuery query) {
        if (query.isFirst()) {
            return Optional.of(syncUntil.get());
        }
        return query.cursor().flatMap(Cursor::syncUntil);
    }

    /**
     * Reads one record more than the page, if there is one. PostgreSQL estimates any word as frequent, and would scan all records in order
     * until a page is full. Therefore few records that a look-up found are fetched and sorted.
     */
    private <T> PageRows<T> read(Class<T> type, String key, Conditions where, Optional<IndexLookup.Found> records, PageQuery query) {
        if (records.isPresent() && records.get().ids() != null) {
            PageRows<T> found = read(type, key + " + 0", key, among(where, records.get().ids()), query);
            if (records.get().isAll() || found.isPast(query)) {
                return found;
            }
        }
        return read(type, key, key, records.map(IndexLookup.Found::inOrder).orElse(where), query);
    }

    private <T> PageRows<T> read(Class<T> type, String order, String key, Conditions where, PageQuery query) {
        boolean descending = query.isDescending();
        query.cursor().map(Cursor::id).ifPresent(at -> where.and("r." + key + (descending ? " < " : " > ") + ":value", at));
        int limit = query.pageSize() + 1;
        TypedQuery<T> rows = query(type, "select r from %s r where %s order by r." + order + (descending ? " desc" : ""), type, where)
                .setFirstResult(query.offset())
                .setMaxResults(limit);
        if (SizedByParts.class.isAssignableFrom(type)) {
            return PageRows.cut(rows.getResultList(), memory);
        }
        return PageRows.read(rows, limit,
                Sized.class.isAssignableFrom(type) ? memory.forPage(limit) : ResponseMemoryLimit.PageRoom.UNLIMITED,
                memory.largestRecord());
    }

    private static Conditions counted(Conditions where, Optional<IndexLookup.Found> found) {
        return found.map(records -> records.ids() != null && records.isAll() ? among(where, records.ids()) : records.counted())
                .orElse(where);
    }

    private static Conditions among(Conditions where, Long[] ids) {
        return where.copy().and("is_among(r.id, :value)", ids);
    }

    private long count(Class<?> type, Conditions where) {
        return query(type, "select count(*) from %s r where %s", Long.class, where).getSingleResult();
    }

    private <R> TypedQuery<R> query(Class<?> type, String jpql, Class<R> result, Conditions where) {
        TypedQuery<R> query = database.createQuery(jpql.formatted(type.getSimpleName(), where.text()), result);
        for (Map.Entry<String, Object> parameter : where.parameters().entrySet()) {
            query.setParameter(parameter.getKey(), parameter.getValue());
        }
        return query;
    }

    private static <T> @Nullable Long end(List<T> items, boolean first, ToLongFunction<T> id) {
        return items.isEmpty() ? null : Long.valueOf(id.applyAsLong(first ? items.getFirst() : items.getLast()));
    }
}
