package io.opportunities.audit;

import io.opportunities.common.QueryArgument;
import io.opportunities.common.QueryParameters;
import io.opportunities.listing.Conditions;
import java.util.Optional;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Which authentication events are asked for. */
record AuthenticationEventFilter(Optional<Long> keyId, Optional<Long> userId) {

    static AuthenticationEventFilter from(QueryParameters query) {
        return new AuthenticationEventFilter(query.id("api_key_id"), query.id("user_id"));
    }

    Conditions conditions() {
        return new Conditions().andIf(keyId, "r.keyId = :value").andIf(userId, "r.userId = :value");
    }

    /** Lets handlers ask for it. */
    @Configuration(proxyBeanMethods = false)
    static class Arguments {

        @Bean
        QueryArgument<AuthenticationEventFilter> authenticationEventFilter() {
            return new QueryArgument<>(AuthenticationEventFilter.class, AuthenticationEventFilter::from);
        }
    }
}
