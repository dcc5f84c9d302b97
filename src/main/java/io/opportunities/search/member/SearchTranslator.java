package io.opportunities.search.member;

import io.opportunities.common.Text;
import io.opportunities.search.Conditions;
import io.opportunities.search.FieldType;
import io.opportunities.search.IndexLookup;
import io.opportunities.search.Operator;
import io.opportunities.search.RecordType;
import io.opportunities.search.SearchField;
import io.opportunities.search.member.SearchQuery.Logic;
import io.opportunities.search.member.SearchQuery.Term;
import io.opportunities.web.error.Violation.Code;
import io.opportunities.web.error.Violations;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Translates a search to conditions. It resolves members among those of a record and parses values by type. Only the results are used: as
 * parameters, never as text.
 *
 * <p> {@code neq} and {@code nin} match every record that {@code eq} and {@code in} do not match, also one without a value. A member with
 * several values matches by any of them.
 */
public final class SearchTranslator {

    private static final int MAX_VALUES = 500;

    private final RecordType recordType;
    private final Map<String, SearchField> members;
    private final Set<String> notSearchable;
    private final Violations violations;

    /**
     * @param members by their names
     * @param notSearchable members of the record without a search
     */
    public SearchTranslator(RecordType recordType, Map<String, SearchField> members, Set<String> notSearchable, Violations violations) {
        this.recordType = recordType;
        this.members = members;
        this.notSearchable = notSearchable;
        this.violations = violations;
    }

    /** @return the conditions; they are incomplete if there are violations */
    public Conditions conditions(SearchQuery query) {
        Conditions conditions = new Conditions();
        if (!query.includeArchived()) {
            conditions.and("r.details.active = true");
        }
        List<Comparison> terms = query.terms().stream().map(this::comparison).flatMap(Optional::stream).toList();
        if (!terms.isEmpty()) {
            conditions.and(terms.stream().map(term -> "(" + term.jpql(conditions) + ")")
                    .collect(Collectors.joining(query.logic() == Logic.OR ? " or " : " and ")));
            lookup(terms, query.logic()).ifPresent(conditions::found);
        }
        return conditions;
    }

    /** Returns the query of both terms, or of one that both must match. If either may match, both need a query. */
    private Optional<IndexLookup> lookup(List<Comparison> terms, Logic logic) {
        ValueQuery.Parameters parameters = new ValueQuery.Parameters();
        List<String> queries = terms.stream().map(term -> term.query(parameters)).flatMap(Optional::stream).toList();
        if (queries.isEmpty() || logic == Logic.OR && queries.size() < terms.size()) {
            return Optional.empty();
        }
        String query = queries.size() == 1
                ? queries.getFirst()
                : "tsquery_%s(%s)".formatted(logic == Logic.OR ? "or" : "and", String.join(", ", queries));
        return Optional.of(new ValueQuery(recordType, query, parameters.values()));
    }

    private Optional<Comparison> comparison(Term term) {
        Optional<SearchField> member = member(term);
        Optional<Operator> operator = operator(term, member);
        if (member.isEmpty() || operator.isEmpty()) {
            return Optional.empty();
        }
        boolean byKey = member.get().key() != null && operator.get().comparesKeys();
        return values(term, member.get(), operator.get(), byKey)
                .map(values -> new Comparison(member.get(), operator.get(), values, byKey));
    }

    private Optional<SearchField> member(Term term) {
        String field = "prop" + term.number();
        if (term.property().isEmpty()) {
            violations.add(field, Code.REQUIRED, "is required: the member to search by, such as title or the keyName of a property");
            return Optional.empty();
        }
        String name = term.property().get();
        Optional<SearchField> member = Optional.ofNullable(members.get(name));
        if (member.isEmpty() && notSearchable.contains(name)) {
            violations.add(field, Code.NOT_ALLOWED, "must be another member: %s is shown, but cannot be searched by".formatted(name));
        } else if (member.isEmpty()) {
            violations.add(field, Code.UNKNOWN_MEMBER,
                    "must be a member of the record or the keyName of one of its properties; was %s, the nearest is %s"
                            .formatted(Text.quote(name), Text.nearest(name, members.keySet()).orElse("none")));
        }
        return member;
    }

    private Optional<Operator> operator(Term term, Optional<SearchField> member) {
        String field = "op" + term.number();
        List<String> allowed = Operator.wireNames(member.map(found -> found.type().operators()).orElse(Operator.allBut()));
        if (term.operator().isEmpty()) {
            violations.add(field, Code.REQUIRED, "is required: one of " + String.join(", ", allowed));
            return Optional.empty();
        }
        Optional<Operator> operator = term.operator().flatMap(Operator::of).filter(known -> allowed.contains(known.wireName()));
        if (operator.isEmpty()) {
            violations.add(field, Code.NOT_ALLOWED, "must be one of %s%s; was %s".formatted(String.join(", ", allowed),
                    member.map(found -> " for " + found.name()).orElse(""), Text.quote(term.operator().get())));
        }
        return operator;
    }

    private Optional<List<Object>> values(Term term, SearchField member, Operator operator, boolean byKey) {
        String field = "value" + term.number();
        if (operator == Operator.EXISTS) {
            return Optional.of(List.of(flag(field, term.value().orElse("true"))));
        }
        if (term.value().filter(value -> !Text.isBlank(value)).isEmpty()) {
            violations.add(field, Code.REQUIRED,
                    "is required: what to compare with"
                            + (member.type().operators().contains(Operator.EXISTS) ? "; records without a value are found by exists" : ""));
            return Optional.empty();
        }
        return texts(field, operator, term.value().get()).flatMap(texts -> parsed(field, texts, member, byKey))
                .filter(values -> operator != Operator.BETWEEN || inOrder(field, member, values, term.value().get()));
    }

    private Optional<List<String>> texts(String field, Operator operator, String given) {
        Optional<List<String>> texts = operator.takesList() ? ValueListParser.parse(given) : Optional.of(List.of(given));
        if (texts.isEmpty() || operator == Operator.BETWEEN && texts.get().size() != 2 || texts.get().isEmpty()) {
            String rule = operator == Operator.BETWEEN
                    ? "must be two values, from and to: \"from,to\" or a JSON array"
                    : ValueListParser.RULE;
            violations.add(field, Code.INVALID_FORMAT, rule + "; was " + Text.quote(given));
            return Optional.empty();
        }
        if (texts.get().size() > MAX_VALUES) {
            violations.add(field, Code.OUT_OF_RANGE, "must have at most %d values; had %d".formatted(MAX_VALUES, texts.get().size()));
            return Optional.empty();
        }
        return texts;
    }

    private Optional<List<Object>> parsed(String field, List<String> texts, SearchField member, boolean byKey) {
        SearchField.Key key = byKey ? member.key() : null;
        List<Object> values = new ArrayList<>();
        for (String text : texts) {
            Optional<?> value = !Text.isStorable(text)
                    ? Optional.empty()
                    : key != null ? key.normalise().apply(text) : member.type().parse(text);
            if (value.isEmpty() && !violations.mentions(field)) {
                String right = key == null ? member.description() : key.description();
                violations.add(field, key == null ? Code.WRONG_TYPE : key.code(),
                        "must be %s to search by %s; was %s".formatted(right, member.name(), Text.quote(text)));
            }
            value.ifPresent(values::add);
        }
        return values.size() == texts.size() ? Optional.of(values) : Optional.empty();
    }

    /** Rejects a range with the higher value first: it has no results and indicates swapped values. */
    private boolean inOrder(String field, SearchField member, List<Object> values, String given) {
        boolean inOrder = member.type().inOrder(values.getFirst(), values.getLast());
        if (!inOrder) {
            violations.add(field, Code.OUT_OF_RANGE, "must have the lower value first; was " + Text.quote(given));
        }
        return inOrder;
    }

    private boolean flag(String field, String text) {
        Optional<Object> flag = FieldType.FLAG.parse(text);
        if (flag.isEmpty()) {
            violations.add(field, Code.WRONG_TYPE, "must be true or false for the operator exists; was " + Text.quote(text));
        }
        return flag.filter(Boolean.TRUE::equals).isPresent();
    }
}
