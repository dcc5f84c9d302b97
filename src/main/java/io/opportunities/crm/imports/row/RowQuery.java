package io.opportunities.crm.imports.row;

import io.opportunities.crm.imports.job.store.RowOutcome;
import io.opportunities.search.page.PageQuery;
import io.opportunities.web.query.QueryParameters;
import io.opportunities.web.query.QueryRecord;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/**
 * The requested rows of an import.
 *
 * @param outcome only rows with this one
 */
record RowQuery(Optional<String> outcome, PageQuery page) {

    private static final List<String> OUTCOMES = Arrays.stream(RowOutcome.values()).map(RowOutcome::wireName).toList();

    static RowQuery from(QueryParameters query) {
        return new RowQuery(query.parsed("outcome", "must be one of " + String.join(", ", OUTCOMES),
                text -> Optional.of(text).filter(OUTCOMES::contains)), PageQuery.oldestFirst(query));
    }

    /** Registers the query as a handler parameter. */
    @Configuration(proxyBeanMethods = false)
    static class Arguments {

        @Bean
        QueryRecord<RowQuery> importRowQuery() {
            return new QueryRecord<>(RowQuery.class, RowQuery::from);
        }
    }
}
