package io.opportunities.common;

import java.util.List;
import org.springframework.data.domain.PageRequest;
import org.springframework.data.domain.Pageable;
import org.springframework.data.domain.Sort.Direction;

/**
 * Which page of a list is asked for.
 *
 * @param page from 1
 * @param pageSize 1 to 100 records
 * @param newestFirst by id, descending
 */
public record PageQuery(int page, int pageSize, boolean newestFirst) {

    private static final int DEEPEST = 1_000_000;

    /** Which end of a list comes first. */
    private enum Order {
        desc, asc
    }

    public static PageQuery from(QueryParameters query) {
        Order order = query.oneOf("order_by", List.of(Order.values()), Order::name, Order.desc);
        return new PageQuery(query.integer("page", 1, 1, DEEPEST), query.integer("page_size", 20, 1, 100), order == Order.desc);
    }

    public Pageable byId() {
        return PageRequest.of(page - 1, pageSize, newestFirst ? Direction.DESC : Direction.ASC, "id");
    }
}
