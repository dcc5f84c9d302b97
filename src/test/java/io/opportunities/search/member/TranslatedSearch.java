package io.opportunities.search.member;

import static org.assertj.core.api.Assertions.assertThat;

import io.opportunities.search.Conditions;
import io.opportunities.search.FieldType;
import io.opportunities.search.RecordType;
import io.opportunities.search.SearchField;
import io.opportunities.search.member.SearchQuery.Logic;
import io.opportunities.search.member.SearchQuery.Term;
import io.opportunities.search.page.PageQuery;
import io.opportunities.web.error.Violation;
import io.opportunities.web.error.Violations;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Members that can be searched, and a search for them. */
abstract class TranslatedSearch {

    enum Status {
        ACTIVE, ON_HOLD
    }

    static final Map<String, SearchField> MEMBERS = Map.of(
            "size", SearchField.of("size", FieldType.NUMBER, "r.size"),
            "street", SearchField.of("street", FieldType.TEXT, "r.street"),
            "status", SearchField.oneOf("status", Status.class, "r.status"),
            "isActive", SearchField.of("isActive", FieldType.FLAG, "r.active"));
    static final PageQuery PAGE = new PageQuery(1, 20, false, Optional.empty(), false);

    final Violations violations = new Violations();

    Violation violation() {
        assertThat(violations.all()).hasSize(1);
        return violations.all().getFirst();
    }

    Conditions search(Term term) {
        return search(true, Logic.AND, term);
    }

    Conditions search(boolean archived, Logic logic, Term... terms) {
        return new SearchTranslator(RecordType.OPPORTUNITY, MEMBERS, Set.of("imageUrl"), violations)
                .conditions(new SearchQuery(numbered(terms), logic, archived, PAGE));
    }

    static List<Term> numbered(Term... terms) {
        return terms.length == 1
                ? List.of(terms)
                : List.of(terms[0], new Term(2, terms[1].property(), terms[1].operator(), terms[1].value()));
    }

    static Term term(String property, String operator, @Nullable String value) {
        return new Term(1, Optional.of(property), Optional.of(operator), Optional.ofNullable(value));
    }
}
