package io.opportunities.identity.user;

import io.opportunities.common.contact.EmailAddress;
import io.opportunities.search.Conditions;
import io.opportunities.web.query.IncludeArchived;
import io.opportunities.web.query.QueryParameters;
import io.opportunities.web.query.QueryRecord;
import java.util.Optional;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** The filter of a list of users. */
record UserFilter(Optional<String> email, Optional<Long> id) {

    static UserFilter from(QueryParameters query) {
        return new UserFilter(query.text("email"), query.id("id"));
    }

    Conditions conditions(IncludeArchived archived) {
        Conditions where = archived.included() ? new Conditions() : new Conditions().and("r.active = true");
        return where.andIf(email.map(EmailAddress::userKey), "r.emailKey = :value").andIf(id, "r.id = :value");
    }

    /** Registers the filter as a handler parameter. */
    @Configuration(proxyBeanMethods = false)
    static class Arguments {

        @Bean
        QueryRecord<UserFilter> userFilter() {
            return new QueryRecord<>(UserFilter.class, UserFilter::from);
        }
    }
}
