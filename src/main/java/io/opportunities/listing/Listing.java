package io.opportunities.listing;

import jakarta.persistence.EntityManager;
import jakarta.persistence.TypedQuery;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.ToLongFunction;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Reads one page of the caller's records of a kind, in the order of their ids. */
@Component
public final class Listing {

    private final EntityManager database;

    Listing(EntityManager database) {
        this.database = database;
    }

    /**
     * @param type of the entity, whose id is called {@code id}
     * @param where which of them; not used again after
     */
    public <T> Page<T> page(Class<T> type, Conditions where, PageQuery query, ToLongFunction<T> id) {
        return page(type, "id", where, query, id);
    }

    /** @param key the attribute that orders the records and that a cursor names */
    public <T> Page<T> page(Class<T> type, String key, Conditions where, PageQuery query, ToLongFunction<T> id) {
        boolean fewHaveWords = where.words().map(words -> addWords(words, where)).orElse(false);
        Optional<Long> total = query.includeTotal() ? Optional.of(count(type, where)) : Optional.empty();
        boolean descending = query.newestFirst() != query.backwards();
        query.cursor().map(Cursor::id).ifPresent(at -> where.and("r." + key + (descending ? " < " : " > ") + ":value", at));
        String order = "r." + key + (fewHaveWords ? " + 0" : "") + (descending ? " desc" : "");
        List<T> found = query(type, "select r from %s r where %s order by " + order, type, where)
                .setFirstResult(query.offset())
                .setMaxResults(query.pageSize() + 1)
                .getResultList();
        boolean more = found.size() > query.pageSize();
        List<T> items = found.subList(0, Math.min(found.size(), query.pageSize()));
        List<T> shown = query.backwards() ? items.reversed() : items;
        return new Page<>(shown, end(shown, true, id), end(shown, false, id), more, total);
    }

    /**
     * Adds the condition for words. PostgreSQL takes any word for a frequent one, and would go through all records in their order until a
     * page is full: where few have the words, all of these are to be fetched and sorted.
     *
     * @return whether few have them
     */
    private boolean addWords(Words words, Conditions where) {
        Object telling = database.createNativeQuery("select telling_words(:type, :q)", String.class)
                .setParameter("type", words.recordType()).setParameter("q", words.text()).getSingleResult();
        where.and(telling == null ? words.inOrder() : words.ofFew(where.value(telling)), words.text());
        return telling != null;
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
