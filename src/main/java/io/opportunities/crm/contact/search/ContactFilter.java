package io.opportunities.crm.contact.search;

import io.opportunities.search.Conditions;
import io.opportunities.search.RecordType;
import io.opportunities.search.UpdatedBetween;
import io.opportunities.web.query.QueryParameters;
import io.opportunities.web.query.QueryRecord;
import java.util.Optional;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/**
 * The filter of a list of contacts.
 *
 * @param q words; a contact has all of them
 */
public record ContactFilter(Optional<String> q, UpdatedBetween updated) {

    static ContactFilter from(QueryParameters query) {
        return new ContactFilter(query.words("q"), UpdatedBetween.from(query));
    }

    public Conditions conditions() {
        return updated.addTo(new Conditions().andWords(q, RecordType.CONTACT));
    }

    /** Registers the filter as a handler parameter. */
    @Configuration(proxyBeanMethods = false)
    static class Arguments {

        @Bean
        QueryRecord<ContactFilter> contactFilter() {
            return new QueryRecord<>(ContactFilter.class, ContactFilter::from);
        }
    }
}
