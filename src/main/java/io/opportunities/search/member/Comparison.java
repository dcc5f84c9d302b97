package io.opportunities.search.member;

import io.opportunities.search.Conditions;
import io.opportunities.search.FieldType;
import io.opportunities.search.Operator;
import io.opportunities.search.SearchField;
import java.math.BigDecimal;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A comparison of a member with validated values.
 *
 * @param byKey whether to compare the keys of both
 */
record Comparison(SearchField member, Operator operator, List<Object> values, boolean byKey) {

    private static final Pattern EXPRESSION = Pattern.compile("\\{([^}]+)}");

    /** Returns JPQL over a record {@code r}; the values become parameters of the conditions. */
    String jpql(Conditions conditions) {
        String where = byKey && member.key() != null ? member.key().where() : member.where();
        if (member.parameter() != null && where.contains(":name")) {
            where = where.replace(":name", ":" + conditions.parameter(member.parameter()));
        }
        if (operator == Operator.EXISTS) {
            String exists = EXPRESSION.matcher(where).replaceAll(found -> Matcher.quoteReplacement(found.group(1) + " is not null"));
            return values.getFirst().equals(true) ? exists : "not (" + exists + ")";
        }
        if (operator == Operator.CONTAINS && member.type() == FieldType.PHONE) {
            String contains = conditions.phoneContaining(values.getFirst().toString());
            return EXPRESSION.matcher(where).replaceAll(Matcher.quoteReplacement(contains));
        }
        List<String> parameters = values.stream().map(value -> ":" + conditions.parameter(given(value))).toList();
        String compared = EXPRESSION.matcher(where).replaceAll(found -> Matcher.quoteReplacement(compare(found.group(1), parameters)));
        return operator.negates() ? "not (" + compared + ")" : compared;
    }

    /** Returns a query of the index of documents that finds all records of the comparison, empty if there is none. */
    Optional<String> query(ValueQuery.Parameters parameters) {
        if (!member.type().isValue() || operator.negates()) {
            return Optional.empty();
        }
        String key = parameters.value(Objects.requireNonNull(member.parameter()));
        return Optional.of(switch (operator) {
            case EQ, IN -> ofAny(key, parameters);
            case CONTAINS -> "member_query(" + key + ")";
            default -> member.type().range() == null ? "member_query(" + key + ")" : between(member.type().range(), key, parameters);
        });
    }

    private String ofAny(String key, ValueQuery.Parameters parameters) {
        return member.type() == FieldType.INDEXED_NUMBER
                ? "numbers_query(%s, %s)".formatted(key, parameters.value(values.toArray(BigDecimal[]::new)))
                : "texts_query(%s, %s)".formatted(key, parameters.value(values.toArray(String[]::new)));
    }

    private String between(FieldType.Range range, String key, ValueQuery.Parameters parameters) {
        boolean upwards = operator == Operator.GT || operator == Operator.GTE;
        Object lowest = upwards || operator == Operator.BETWEEN ? values.getFirst() : range.lowest();
        Object highest = upwards ? range.highest() : values.getLast();
        return "%s(%s, %s, %s)".formatted(range.function(), key, parameters.value(lowest), parameters.value(highest));
    }

    private Object given(Object value) {
        return operator == Operator.CONTAINS ? Conditions.containing(value.toString()) : value;
    }

    private String compare(String expression, List<String> parameters) {
        if (operator == Operator.CONTAINS && member.type().isValue()) {
            // the text is in lower case already
            return expression + " like folded(" + parameters.getFirst() + ") escape '\\'";
        }
        boolean folds = member.type().folded() && !byKey && operator != Operator.CONTAINS;
        // texts among values are folded
        String stored = !member.type().isValue() && member.type().folded() && !byKey ? converted(expression) : expression;
        List<String> wanted = folds ? parameters.stream().map(Comparison::folded).toList() : parameters;
        String compared = operator.compare(stored, wanted);
        // a negation must also match records without a value
        return operator.negates() ? "%s is not null and %s".formatted(expression, compared) : compared;
    }

    private String converted(String expression) {
        return operator == Operator.CONTAINS ? "composed(" + expression + ")" : folded(expression);
    }

    private static String folded(String text) {
        return "folded(" + text + ")";
    }
}
