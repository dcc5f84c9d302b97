package io.opportunities.search.member;

import io.opportunities.search.Conditions;
import io.opportunities.search.IndexLookup;
import io.opportunities.search.RecordType;
import io.opportunities.search.page.PageQuery;
import jakarta.persistence.EntityManager;
import jakarta.persistence.Query;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * A query of values in the index of documents. It finds every record that the exact conditions of the search find, and some others.
 *
 * @param query as text for JPQL and SQL alike
 * @param parameters its values by name
 */
record ValueQuery(RecordType recordType, String query, Map<String, Object> parameters) implements IndexLookup {

    @Override
    public Found find(EntityManager database, PageQuery page, Conditions where) {
        Query look = database
                .createNativeQuery("select find_by_values(:type, %s, cast(:past as bigint), :descending)".formatted(query), Long[].class)
                .setParameter("type", recordType.wireName()).setParameter("past", page.position())
                .setParameter("descending", page.isDescending());
        parameters.forEach(look::setParameter);
        return new Found((Long[]) look.getSingleResult(), true, where, where.copy().and(
                "r.id in (select w.recordId from SearchDocument w where w.recordType = '%s' and has_value_words(w.document, %s))"
                        .formatted(recordType.wireName(), query),
                parameters));
    }

    /** The parameters of a query while its text is written. */
    static final class Parameters {

        private final Map<String, Object> values = new LinkedHashMap<>();

        /** Adds a value and returns its parameter, which no condition has. */
        String value(Object value) {
            String name = "q" + values.size();
            values.put(name, value);
            return ":" + name;
        }

        Map<String, Object> values() {
            return values;
        }
    }
}
