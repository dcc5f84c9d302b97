package io.opportunities.search;

import java.util.List;
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
        if (member.parameter() != null) {
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

    private Object given(Object value) {
        return operator == Operator.CONTAINS ? Conditions.containing(value.toString()) : value;
    }

    private String compare(String expression, List<String> parameters) {
        if (operator == Operator.CONTAINS && member.type().indexedByHead()) {
            // the text is stored in lower case and in code point order, in which ilike folds only ASCII
            return expression + " like folded(" + parameters.getFirst() + ") escape '\\'";
        }
        boolean folds = member.type().folded() && !byKey && operator != Operator.CONTAINS;
        // the index of all property values stores folded text
        String stored = !member.type().indexedByHead() && member.type().folded() && !byKey ? converted(expression) : expression;
        List<String> wanted = folds ? parameters.stream().map(Comparison::folded).toList() : parameters;
        String compared = operator.compare(stored, wanted);
        if (folds && member.type().indexedByHead()) {
            compared = operator.ofHeads().compare(head(stored), wanted.stream().map(Comparison::head).toList()) + " and " + compared;
        }
        // a negation must also match records without a value
        return operator.negates() ? "%s is not null and %s".formatted(expression, compared) : compared;
    }

    private String converted(String expression) {
        return operator == Operator.CONTAINS ? "composed(" + expression + ")" : folded(expression);
    }

    private static String folded(String text) {
        return "folded(" + text + ")";
    }

    private static String head(String text) {
        return "head(" + text + ")";
    }
}
