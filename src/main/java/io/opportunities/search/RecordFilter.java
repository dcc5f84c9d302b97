package io.opportunities.search;

import io.opportunities.web.query.QueryParameters;
import io.opportunities.web.query.QueryRecord;
import java.util.Optional;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/**
 * The filter of a list of records with a title, an address and a primary contact.
 *
 * @param q words; a record has all of them
 */
public record RecordFilter(Optional<String> q, Optional<String> title, Optional<String> address, Optional<String> primaryName,
        Optional<String> primaryPhone, Optional<String> primaryEmail, UpdatedBetween updated, boolean includeArchived) {

    static RecordFilter from(QueryParameters query) {
        // accepted for clients of the upstream API; this service has no virtual properties
        query.flag("include_virtual_properties", false);
        return new RecordFilter(query.words("q"), query.words("title"), query.words("address"), query.words("primaryName"),
                query.words("primaryPhone"), query.words("primaryEmail"), UpdatedBetween.from(query),
                query.flag("include_archived", false));
    }

    public Conditions conditions(RecordType recordType) {
        Conditions where = includeArchived ? new Conditions() : new Conditions().and("r.details.active = true");
        primaryPhone.ifPresent(phone -> where.and(SearchField.searchedWhere(recordType, where.phoneContaining(phone))));
        return updated.addTo(where.andWords(q, recordType)
                .andIf(title.map(Conditions::containing), ilike(recordType, "title"))
                .andIf(address.map(Conditions::containing), ilike(recordType, "address"))
                .andIf(primaryEmail.map(Conditions::containing), ilike(recordType, "primaryEmail"))
                .andIf(primaryName.map(Conditions::containing),
                        "r.primaryContactId in (select c.id from SearchedContact c where composed(c.name) ilike :value escape '\\')"));
    }

    private static String ilike(RecordType recordType, String attribute) {
        return SearchField.searchedWhere(recordType, "composed(s." + attribute + ") ilike :value escape '\\'");
    }

    /** Registers the filter as a handler parameter. */
    @Configuration(proxyBeanMethods = false)
    static class Arguments {

        @Bean
        QueryRecord<RecordFilter> recordFilter() {
            return new QueryRecord<>(RecordFilter.class, RecordFilter::from);
        }
    }
}
