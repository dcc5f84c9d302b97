package io.opportunities.user;

import io.opportunities.common.Archived;
import io.opportunities.common.EmailAddress;
import io.opportunities.common.QueryArgument;
import io.opportunities.common.QueryParameters;
import io.opportunities.listing.Conditions;
import java.util.Optional;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Which users are asked for. */
record UserFilter(Optional<String> email, Optional<Long> id) {

    static UserFilter from(QueryParameters query) {
        return new UserFilter(query.text("email"), query.id("id"));
    }

    Conditions conditions(Archived archived) {
        Conditions where = archived.included() ? new Conditions() : new Conditions().and("r.active = true");
        return where.andIf(email.map(EmailAddress::key), "r.emailKey = :value").andIf(id, "r.id = :value");
    }

    /** Lets handlers ask for it. */
    @Configuration(proxyBeanMethods = false)
    static class Arguments {

        @Bean
        QueryArgument<UserFilter> userFilter() {
            return new QueryArgument<>(UserFilter.class, UserFilter::from);
        }
    }
}
