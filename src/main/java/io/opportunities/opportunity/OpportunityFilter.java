package io.opportunities.opportunity;

import io.opportunities.common.PhoneNumbers;
import io.opportunities.common.QueryArgument;
import io.opportunities.common.QueryParameters;
import io.opportunities.listing.Conditions;
import io.opportunities.listing.Words;
import java.time.Instant;
import java.util.Optional;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/**
 * Which opportunities a list shows.
 *
 * @param q words, all of which the record or its contacts have
 * @param updatedAfter the earliest {@code updatedAt}
 * @param updatedBefore the first {@code updatedAt} that is too late
 */
record OpportunityFilter(Optional<String> q, Optional<String> title, Optional<String> address, Optional<String> primaryName,
        Optional<String> primaryPhone, Optional<String> primaryEmail, Optional<Instant> updatedAfter, Optional<Instant> updatedBefore,
        boolean includeArchived) {

    static OpportunityFilter from(QueryParameters query) {
        // for clients of the upstream API; there are no virtual properties here
        query.flag("include_virtual_properties", false);
        return new OpportunityFilter(query.words("q"), query.words("title"), query.words("address"), query.words("primaryName"),
                query.words("primaryPhone"), query.words("primaryEmail"), query.time("updated_after"), query.time("updated_before"),
                query.flag("include_archived", false));
    }

    Conditions conditions() {
        Conditions where = includeArchived ? new Conditions() : new Conditions().and("r.details.active = true");
        primaryPhone.ifPresent(phone -> phone(where, phone));
        return where.andIf(q, Words.of("opportunity"))
                .andIf(title.map(Conditions::containing), "r.details.title ilike :value escape '\\'")
                .andIf(address.map(Conditions::containing), "r.details.address ilike :value escape '\\'")
                .andIf(primaryEmail.map(Conditions::containing), "r.details.primaryEmail ilike :value escape '\\'")
                .andIf(primaryName.map(Conditions::containing),
                        "r.primaryContactId in (select c.id from Contact c where c.name ilike :value escape '\\')")
                .andIf(updatedAfter, "r.updatedAt >= :value")
                .andIf(updatedBefore, "r.updatedAt < :value");
    }

    /** As it was written, or by its digits, however either is grouped. */
    private static void phone(Conditions where, String phone) {
        String written = where.value(Conditions.containing(phone));
        String digits = PhoneNumbers.digits(phone);
        where.and(digits.isEmpty()
                ? "r.details.primaryPhone ilike " + written + " escape '\\'"
                : "r.details.primaryPhone ilike " + written + " escape '\\' or r.matchKeys.phoneKey ilike "
                        + where.value(Conditions.containing(digits)) + " escape '\\'");
    }

    /** Lets handlers ask for it. */
    @Configuration(proxyBeanMethods = false)
    static class Arguments {

        @Bean
        QueryArgument<OpportunityFilter> opportunityFilter() {
            return new QueryArgument<>(OpportunityFilter.class, OpportunityFilter::from);
        }
    }
}
