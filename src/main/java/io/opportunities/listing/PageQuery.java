package io.opportunities.listing;

import io.opportunities.common.QueryArgument;
import io.opportunities.common.QueryParameters;
import java.util.List;
import java.util.Optional;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/**
 * Which page of a list is asked for.
 *
 * @param page from 1; 1 where a cursor is given
 * @param pageSize 1 to 100 records
 * @param newestFirst by id, descending
 * @param cursor where the page begins, instead of by number
 * @param includeTotal whether all the records of the list are counted
 */
public record PageQuery(int page, int pageSize, boolean newestFirst, Optional<Cursor> cursor, boolean includeTotal) {

    private static final int DEEPEST = 1_000_000;

    /** Which end of a list comes first. */
    private enum Order {
        desc, asc
    }

    public static PageQuery newestFirst(QueryParameters query) {
        return from(query, Order.desc);
    }

    static PageQuery oldestFirst(QueryParameters query) {
        return from(query, Order.asc);
    }

    private static PageQuery from(QueryParameters query, Order first) {
        Order order = query.oneOf("order_by", List.of(Order.values()), Order::name, first);
        int page = query.integer("page", 1, 1, DEEPEST);
        int pageSize = query.integer("page_size", 20, 1, 100);
        Optional<Cursor> cursor = query.parsed("cursor", "must be one that an answer gave in X-Next-Cursor or Link, or blank to begin",
                Cursor::parse);
        query.refuseBoth("cursor", "page");
        return new PageQuery(page, pageSize, order == Order.desc, cursor, query.flag("include_total", false));
    }

    /** Whether the page is read from its end. */
    boolean backwards() {
        return cursor.filter(Cursor::backwards).isPresent();
    }

    /** How many records are passed over. */
    int offset() {
        return (page - 1) * pageSize;
    }

    /** Lets handlers ask for it. */
    @Configuration(proxyBeanMethods = false)
    static class Arguments {

        @Bean
        QueryArgument<PageQuery> pageQuery() {
            return new QueryArgument<>(PageQuery.class, PageQuery::newestFirst);
        }
    }
}
