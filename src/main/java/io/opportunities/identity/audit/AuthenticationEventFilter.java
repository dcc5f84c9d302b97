package io.opportunities.identity.audit;

import io.opportunities.search.Conditions;
import io.opportunities.web.query.QueryParameters;
import io.opportunities.web.query.QueryRecord;
import java.util.Optional;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** The filter of a list of authentication events. */
record AuthenticationEventFilter(Optional<Long> keyId, Optional<Long> userId) {

    static AuthenticationEventFilter from(QueryParameters query) {
        return new AuthenticationEventFilter(query.id("api_key_id"), query.id("user_id"));
    }

    Conditions conditions() {
        return new Conditions().andIf(keyId, "r.keyId = :value").andIf(userId, "r.userId = :value");
    }

    /** Registers the filter as a handler parameter. */
    @Configuration(proxyBeanMethods = false)
    static class Arguments {

        @Bean
        QueryRecord<AuthenticationEventFilter> authenticationEventFilter() {
            return new QueryRecord<>(AuthenticationEventFilter.class, AuthenticationEventFilter::from);
        }
    }
}
