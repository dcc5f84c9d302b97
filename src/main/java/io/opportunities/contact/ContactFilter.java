package io.opportunities.contact;

import io.opportunities.common.QueryArgument;
import io.opportunities.common.QueryParameters;
import io.opportunities.listing.Conditions;
import io.opportunities.listing.UpdatedBetween;
import java.util.Optional;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/**
 * Which contacts a list shows.
 *
 * @param q words, all of which the contact has
 */
record ContactFilter(Optional<String> q, UpdatedBetween updated) {

    static ContactFilter from(QueryParameters query) {
        return new ContactFilter(query.words("q"), UpdatedBetween.from(query));
    }

    Conditions conditions() {
        return updated.addTo(new Conditions().andWords(q, "contact"));
    }

    /** Lets handlers ask for it. */
    @Configuration(proxyBeanMethods = false)
    static class Arguments {

        @Bean
        QueryArgument<ContactFilter> contactFilter() {
            return new QueryArgument<>(ContactFilter.class, ContactFilter::from);
        }
    }
}
