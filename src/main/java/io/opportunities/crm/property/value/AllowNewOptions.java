package io.opportunities.crm.property.value;

import io.opportunities.web.query.QueryParameters;
import io.opportunities.web.query.QueryRecord;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Whether undefined dropdown options are added. */
public record AllowNewOptions(boolean allowed) {

    static AllowNewOptions from(QueryParameters query) {
        return new AllowNewOptions(query.flag("allow_new_options", false));
    }

    /** Registers the flag as a handler parameter. */
    @Configuration(proxyBeanMethods = false)
    static class Arguments {

        @Bean
        QueryRecord<AllowNewOptions> newOptions() {
            return new QueryRecord<>(AllowNewOptions.class, AllowNewOptions::from);
        }
    }
}
