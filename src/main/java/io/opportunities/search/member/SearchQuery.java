package io.opportunities.search.member;

import io.opportunities.search.page.PageQuery;
import io.opportunities.web.query.QueryParameters;
import io.opportunities.web.query.QueryRecord;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** A search as requested. The feature resolves its members and values. */
public record SearchQuery(List<Term> terms, Logic logic, boolean includeArchived, PageQuery page) {

    /** The combination of two terms. */
    enum Logic {
        AND, OR
    }

    /** {@code prop1}, {@code op1} and {@code value1}, or those with a 2; each may be missing. */
    record Term(int number, Optional<String> property, Optional<String> operator, Optional<String> value) {

        private static Term from(QueryParameters query, int number) {
            return number == 1
                    ? new Term(number, query.requiredText("prop1"), query.requiredText("op1"), query.text("value1"))
                    : new Term(number, query.text("prop" + number), query.text("op" + number), query.text("value" + number));
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

    /** Registers the search as a handler parameter. */
    @Configuration(proxyBeanMethods = false)
    static class Arguments {

        @Bean
        QueryRecord<SearchQuery> searchQuery() {
            return new QueryRecord<>(SearchQuery.class, SearchQuery::from);
        }
    }
}
