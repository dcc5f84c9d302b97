package io.opportunities.search;

import io.opportunities.common.contact.PhoneNumbers;
import io.opportunities.common.Text;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The conditions of a list, as JPQL over a record {@code r} with its values as parameters. Input of a client is never part of the text. */
public final class Conditions {

    private final List<String> all = new ArrayList<>();
    private final Map<String, Object> parameters = new LinkedHashMap<>();
    private Optional<IndexLookup> lookup = Optional.empty();
    private boolean synced;

    /** Returns a copy for further conditions, without the look-up. */
    public Conditions copy() {
        Conditions copy = new Conditions();
        copy.all.addAll(all);
        copy.parameters.putAll(parameters);
        return copy;
    }

    /** @param jpql without parameters */
    public Conditions and(String jpql) {
        all.add("(" + jpql + ")");
        return this;
    }

    /** @param jpql with {@code :value} in place of the value */
    public Conditions and(String jpql, Object value) {
        return and(jpql.replace(":value", ":" + parameter(value)));
    }

    /** @param values of the parameters in the JPQL, by name */
    Conditions and(String jpql, Map<String, Object> values) {
        parameters.putAll(values);
        return and(jpql);
    }

    /** Adds a condition if a value is given. */
    public <V> Conditions andIf(Optional<V> value, String jpql) {
        value.ifPresent(given -> and(jpql, given));
        return this;
    }

    /** Adds words that the records have, if some are given. {@link PageReader} adds their condition. */
    public Conditions andWords(Optional<String> q, RecordType recordType) {
        lookup = q.map(text -> new FullTextQuery(recordType, text));
        return this;
    }

    /** Adds a look-up that finds every record of the conditions. */
    public Conditions found(IndexLookup by) {
        lookup = Optional.of(by);
        return this;
    }

    /** Marks the list as one whose changes clients follow, so that the response states how far it is complete. */
    Conditions synced() {
        synced = true;
        return this;
    }

    boolean isSynced() {
        return synced;
    }

    /** Adds a value and returns its parameter for use in JPQL. */
    public String value(Object value) {
        return ":" + parameter(value);
    }

    /** Adds a value and returns its name, without the colon. */
    public String parameter(Object value) {
        String name = "v" + parameters.size();
        parameters.put(name, value);
        return name;
    }

    /** Returns the condition that the phone number of the search view {@code s} contains a text, or its digits in any grouping. */
    public String phoneContaining(String text) {
        String digits = PhoneNumbers.digits(text);
        String written = "composed(s.primaryPhone) ilike " + value(containing(text)) + " escape '\\'";
        return digits.isEmpty() ? written : written + " or s.phoneKey ilike " + value(containing(digits)) + " escape '\\'";
    }

    /** Returns a pattern for composed texts that contain the text, for {@code like} and {@code ilike} with {@code escape '\'}. */
    public static String containing(String text) {
        return "%" + matching(text) + "%";
    }

    /** Returns a pattern for composed texts that equal the text, but for case. */
    public static String matching(String text) {
        return Text.composed(text).replace("\\", "\\\\").replace("%", "\\%").replace("_", "\\_");
    }

    public String text() {
        return all.isEmpty() ? "1 = 1" : String.join(" and ", all);
    }

    /** Returns the look-up. Its condition depends on the number of matching records. */
    Optional<IndexLookup> lookup() {
        return lookup;
    }

    public Map<String, Object> parameters() {
        return parameters;
    }
}
