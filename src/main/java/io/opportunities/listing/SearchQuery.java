package io.opportunities.listing;

import io.opportunities.common.QueryArgument;
import io.opportunities.common.QueryParameters;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** A search as it was asked for; what its members and values are, the feature knows. */
public record SearchQuery(List<Term> terms, Logic logic, boolean includeArchived, PageQuery page) {

    /** How two terms belong together. */
    enum Logic {
        AND, OR
    }

    /** {@code prop1}, {@code op1} and {@code value1}, or those with a 2; each may be missing. */
    record Term(int number, Optional<String> property, Optional<String> operator, Optional<String> value) {

        private static Term from(QueryParameters query, int number) {
            return new Term(number, query.text("prop" + number), query.text("op" + number), query.text("value" + number));
        }

        private boolean isGiven() {
            return number == 1 || property.isPresent() || operator.isPresent() || value.isPresent();
        }
    }

    static SearchQuery from(QueryParameters query) {
        List<Term> terms = new ArrayList<>(List.of(Term.from(query, 1), Term.from(query, 2)));
        terms.removeIf(term -> !term.isGiven());
        Logic logic = query.oneOf("logic", List.of(Logic.values()), choice -> choice.name().toLowerCase(Locale.ROOT), Logic.AND);
        return new SearchQuery(List.copyOf(terms), logic, query.flag("include_archived", false), PageQuery.oldestFirst(query));
    }

    /** Lets handlers ask for it. */
    @Configuration(proxyBeanMethods = false)
    static class Arguments {

        @Bean
        QueryArgument<SearchQuery> searchQuery() {
            return new QueryArgument<>(SearchQuery.class, SearchQuery::from);
        }
    }
}
