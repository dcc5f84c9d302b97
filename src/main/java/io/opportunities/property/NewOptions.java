package io.opportunities.property;

import io.opportunities.common.QueryArgument;
import io.opportunities.common.QueryParameters;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Whether dropdown options that are not defined yet are added. */
public record NewOptions(boolean allowed) {

    static NewOptions from(QueryParameters query) {
        return new NewOptions(query.flag("allow_new_options", false));
    }

    /** Lets handlers ask for it. */
    @Configuration(proxyBeanMethods = false)
    static class Arguments {

        @Bean
        QueryArgument<NewOptions> newOptions() {
            return new QueryArgument<>(NewOptions.class, NewOptions::from);
        }
    }
}
