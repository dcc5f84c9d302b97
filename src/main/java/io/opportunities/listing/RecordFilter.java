package io.opportunities.listing;

import io.opportunities.common.PhoneNumbers;
import io.opportunities.common.QueryArgument;
import io.opportunities.common.QueryParameters;
import java.util.Optional;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/**
 * Which records with a title, an address and a primary contact a list shows.
 *
 * @param q words, all of which the record has
 */
public record RecordFilter(Optional<String> q, Optional<String> title, Optional<String> address, Optional<String> primaryName,
        Optional<String> primaryPhone, Optional<String> primaryEmail, UpdatedBetween updated, boolean includeArchived) {

    static RecordFilter from(QueryParameters query) {
        // for clients of the upstream API; there are no virtual properties here
        query.flag("include_virtual_properties", false);
        return new RecordFilter(query.words("q"), query.words("title"), query.words("address"), query.words("primaryName"),
                query.words("primaryPhone"), query.words("primaryEmail"), UpdatedBetween.from(query),
                query.flag("include_archived", false));
    }

    /** @param recordType as the schema has it: {@code opportunity} or {@code account} */
    public Conditions conditions(String recordType) {
        Conditions where = includeArchived ? new Conditions() : new Conditions().and("r.details.active = true");
        primaryPhone.ifPresent(phone -> phone(recordType, where, phone));
        return updated.addTo(where.andWords(q, recordType)
                .andIf(title.map(Conditions::containing), ilike(recordType, "title"))
                .andIf(address.map(Conditions::containing), ilike(recordType, "address"))
                .andIf(primaryEmail.map(Conditions::containing), ilike(recordType, "primaryEmail"))
                .andIf(primaryName.map(Conditions::containing),
                        "r.primaryContactId in (select c.id from SearchedContact c where c.name ilike :value escape '\\')"));
    }

    private static String ilike(String recordType, String attribute) {
        return Member.searchedWhere(recordType, "s." + attribute + " ilike :value escape '\\'");
    }

    /** As it was written, or by its digits, however either is grouped. */
    private static void phone(String recordType, Conditions where, String phone) {
        String written = where.value(Conditions.containing(phone));
        String digits = PhoneNumbers.digits(phone);
        String either = "s.primaryPhone ilike " + written + " escape '\\'";
        where.and(Member.searchedWhere(recordType, digits.isEmpty()
                ? either
                : either + " or s.phoneKey ilike " + where.value(Conditions.containing(digits)) + " escape '\\'"));
    }

    /** Lets handlers ask for it. */
    @Configuration(proxyBeanMethods = false)
    static class Arguments {

        @Bean
        QueryArgument<RecordFilter> recordFilter() {
            return new QueryArgument<>(RecordFilter.class, RecordFilter::from);
        }
    }
}
