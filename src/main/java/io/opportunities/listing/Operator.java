package io.opportunities.listing;

import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/** How a search compares a member with the values it is given. */
public enum Operator {

    EQ("%s = %s"), NEQ("%s = %s"), GT("%s > %s"), GTE("%s >= %s"), LT("%s < %s"), LTE("%s <= %s"), CONTAINS("%s ilike %s escape '\\'"), IN(
            "%s in (%s)"), NIN("%s in (%s)"), BETWEEN("%s between %s"), EXISTS("%s is not null");

    private final String jpql;

    Operator(String jpql) {
        this.jpql = jpql;
    }

    String wireName() {
        return name().toLowerCase(Locale.ROOT);
    }

    static Optional<Operator> of(String wireName) {
        return Arrays.stream(values()).filter(operator -> operator.wireName().equals(wireName)).findFirst();
    }

    static List<String> wireNames(Set<Operator> operators) {
        return operators.stream().map(Operator::wireName).toList();
    }

    static Set<Operator> allBut(Operator... others) {
        Set<Operator> operators = EnumSet.allOf(Operator.class);
        operators.removeAll(List.of(others));
        return operators;
    }

    /** Whether it holds just where its opposite does not: also for a record that has no value. */
    boolean negates() {
        return this == NEQ || this == NIN;
    }

    /** Whether it takes a list of values. */
    boolean takesList() {
        return this == IN || this == NIN || this == BETWEEN;
    }

    /** Whether two spellings of one value count as equal. */
    boolean comparesKeys() {
        return this == EQ || this == NEQ || this == IN || this == NIN;
    }

    /**
     * The comparison, or what it negates.
     *
     * @param expression whose value is compared
     * @param values parameters or functions of them
     */
    String compare(String expression, List<String> values) {
        return jpql.formatted(expression, String.join(this == BETWEEN ? " and " : ", ", values));
    }

    /** What holds of the beginnings where the comparison holds of the whole texts. */
    Operator ofHeads() {
        return switch (this) {
            case GT -> GTE;
            case LT -> LTE;
            default -> this;
        };
    }
}
