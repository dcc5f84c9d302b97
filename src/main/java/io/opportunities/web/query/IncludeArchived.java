package io.opportunities.web.query;

import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Whether the response includes archived records. */
public record IncludeArchived(boolean included) {

    static IncludeArchived from(QueryParameters query) {
        return new IncludeArchived(query.flag("include_archived", false));
    }

    /** Registers the flag as a handler parameter. */
    @Configuration(proxyBeanMethods = false)
    static class Arguments {

        @Bean
        QueryRecord<IncludeArchived> archived() {
            return new QueryRecord<>(IncludeArchived.class, IncludeArchived::from);
        }
    }
}
