package io.opportunities.search.page;

import io.opportunities.web.query.QueryParameters;
import io.opportunities.web.query.QueryRecord;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/**
 * The requested page of a list.
 *
 * @param page from 1; 1 if a cursor is given
 * @param pageSize 1 to 100 records
 * @param newestFirst by id, descending
 * @param cursor start of the page, in place of its number
 * @param includeTotal whether to count all records of the list
 */
public record PageQuery(int page, int pageSize, boolean newestFirst, Optional<Cursor> cursor, boolean includeTotal) {

    private static final int MAX_PAGE = 1_000_000;

    /** The order of a list. */
    private enum Order {
        desc, asc
    }

    public static PageQuery newestFirst(QueryParameters query) {
        return from(query, Order.desc);
    }

    public static PageQuery oldestFirst(QueryParameters query) {
        return from(query, Order.asc);
    }

    private static PageQuery from(QueryParameters query, Order first) {
        Order order = query.oneOf("order_by", List.of(Order.values()), Order::name, first);
        int page = query.integer("page", 1, 1, MAX_PAGE);
        int pageSize = query.integer("page_size", 20, 1, 100);
        Optional<Cursor> cursor = query.parsed("cursor", "must be one that an answer gave in X-Next-Cursor or Link, or blank to begin",
                Cursor::parse);
        query.rejectBoth("cursor", "page");
        return new PageQuery(page, pageSize, order == Order.desc, cursor, query.flag("include_total", false));
    }

    /** Returns whether the page is read from its end. */
    public boolean backwards() {
        return cursor.filter(Cursor::backwards).isPresent();
    }

    /** Returns whether the page is read from higher to lower ids. */
    public boolean isDescending() {
        return newestFirst != backwards();
    }

    /** Returns whether the page is the first of a walk through the list. */
    public boolean isFirst() {
        return cursor.isPresent() ? cursor.get().id() == null : page == 1;
    }

    /** Returns the id that the page begins after in its order, null for the beginning of the list. */
    public @Nullable Long position() {
        return cursor.map(Cursor::id).orElse(null);
    }

    /** Returns the number of records to skip. */
    public int offset() {
        return (page - 1) * pageSize;
    }

    /** Registers the query as a handler parameter. */
    @Configuration(proxyBeanMethods = false)
    static class Arguments {

        @Bean
        QueryRecord<PageQuery> pageQuery() {
            return new QueryRecord<>(PageQuery.class, PageQuery::newestFirst);
        }
    }
}
