package io.opportunities.common;

import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Whether archived records are shown. */
public record Archived(boolean included) {

    static Archived from(QueryParameters query) {
        return new Archived(query.flag("include_archived", false));
    }

    /** Lets handlers ask for it. */
    @Configuration(proxyBeanMethods = false)
    static class Arguments {

        @Bean
        QueryArgument<Archived> archived() {
            return new QueryArgument<>(Archived.class, Archived::from);
        }
    }
}
