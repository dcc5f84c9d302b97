package io.opportunities.listing;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What the records of a list have in common, as JPQL over a record {@code r} with its values as parameters. Nothing that a client sent is
 * ever part of the text.
 */
public final class Conditions {

    private final List<String> all = new ArrayList<>();
    private final Map<String, Object> parameters = new LinkedHashMap<>();
    private Optional<Words> words = Optional.empty();

    /** @param jpql without parameters */
    public Conditions and(String jpql) {
        all.add("(" + jpql + ")");
        return this;
    }

    /** @param jpql in which {@code :value} stands for the value */
    public Conditions and(String jpql, Object value) {
        return and(jpql.replace(":value", ":" + parameter(value)));
    }

    /** A condition that holds where a value is given. */
    public <V> Conditions andIf(Optional<V> value, String jpql) {
        value.ifPresent(given -> and(jpql, given));
        return this;
    }

    /**
     * Words that the records have, where some are given; {@link Listing} adds the condition for them.
     *
     * @param recordType as the schema has it: {@code opportunity}, {@code account} or {@code contact}
     */
    public Conditions andWords(Optional<String> q, String recordType) {
        words = q.map(text -> new Words(recordType, text));
        return this;
    }

    /** How a value is called in a condition that is written out. */
    public String value(Object value) {
        return ":" + parameter(value);
    }

    /** Gives a value its name, without the colon. */
    String parameter(Object value) {
        String name = "v" + parameters.size();
        parameters.put(name, value);
        return name;
    }

    /** A text between any others, as {@code like} and {@code ilike} want it with {@code escape '\'}. */
    public static String containing(String text) {
        return "%" + text.replace("\\", "\\\\").replace("%", "\\%").replace("_", "\\_") + "%";
    }

    String text() {
        return all.isEmpty() ? "1 = 1" : String.join(" and ", all);
    }

    /** What the condition for them is depends on how many records have which. */
    Optional<Words> words() {
        return words;
    }

    Map<String, Object> parameters() {
        return parameters;
    }
}
