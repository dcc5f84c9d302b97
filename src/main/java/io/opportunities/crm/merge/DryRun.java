package io.opportunities.crm.merge;

import io.opportunities.web.query.QueryParameters;
import io.opportunities.web.query.QueryRecord;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Whether a call only previews its result. */
public record DryRun(boolean requested) {

    static DryRun from(QueryParameters query) {
        return new DryRun(query.flag("dry_run", false));
    }

    /** Registers the flag as a handler parameter. */
    @Configuration(proxyBeanMethods = false)
    static class Arguments {

        @Bean
        QueryRecord<DryRun> dryRun() {
            return new QueryRecord<>(DryRun.class, DryRun::from);
        }
    }
}
