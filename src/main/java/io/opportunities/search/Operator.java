package io.opportunities.search;

import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/** The comparison operators of a search. */
public enum Operator {

    EQ("%s = %s"), NEQ("%s = %s"), GT("%s > %s"), GTE("%s >= %s"), LT("%s < %s"), LTE("%s <= %s"), CONTAINS("%s ilike %s escape '\\'"), IN(
            "%s in (%s)"), NIN("%s in (%s)"), BETWEEN("%s between %s"), EXISTS("%s is not null");

    private final String jpql;

    Operator(String jpql) {
        this.jpql = jpql;
    }

    public String wireName() {
        return name().toLowerCase(Locale.ROOT);
    }

    public static Optional<Operator> of(String wireName) {
        return Arrays.stream(values()).filter(operator -> operator.wireName().equals(wireName)).findFirst();
    }

    public static List<String> wireNames(Set<Operator> operators) {
        return operators.stream().map(Operator::wireName).toList();
    }

    public static Set<Operator> allBut(Operator... others) {
        Set<Operator> operators = EnumSet.allOf(Operator.class);
        operators.removeAll(List.of(others));
        return operators;
    }

    /** Returns whether it is the exact negation of its opposite, which includes records without a value. */
    public boolean negates() {
        return this == NEQ || this == NIN;
    }

    /** Returns whether it takes a list of values. */
    public boolean takesList() {
        return this == IN || this == NIN || this == BETWEEN;
    }

    /** Returns whether two spellings of one value count as equal. */
    public boolean comparesKeys() {
        return this == EQ || this == NEQ || this == IN || this == NIN;
    }

    /**
     * Returns the comparison, or the one that it negates.
     *
     * @param expression to compare
     * @param values parameters or functions of them
     */
    public String compare(String expression, List<String> values) {
        return jpql.formatted(expression, String.join(this == BETWEEN ? " and " : ", ", values));
    }
}
