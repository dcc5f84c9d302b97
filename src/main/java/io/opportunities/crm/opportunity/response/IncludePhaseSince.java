package io.opportunities.crm.opportunity.response;

import io.opportunities.web.query.QueryParameters;
import io.opportunities.web.query.QueryRecord;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Whether the response has the time since when each opportunity is in its phase. Clients of the upstream API do not expect it. */
public record IncludePhaseSince(boolean included) {

    static IncludePhaseSince from(QueryParameters query) {
        return new IncludePhaseSince(query.flag("include_phase_since", false));
    }

    /** Registers the flag as a handler parameter. */
    @Configuration(proxyBeanMethods = false)
    static class Arguments {

        @Bean
        QueryRecord<IncludePhaseSince> includePhaseSince() {
            return new QueryRecord<>(IncludePhaseSince.class, IncludePhaseSince::from);
        }
    }
}
