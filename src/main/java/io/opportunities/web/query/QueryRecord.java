package io.opportunities.web.query;

import io.opportunities.web.error.Violations;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/**
 * Registers a record of query parameters as a handler parameter.
 *
 * @param type of the argument
 * @param reader from the parameters of the request
 */
public record QueryRecord<T>(Class<T> type, Function<QueryParameters, T> reader) {

    /** Returns the parameters that the reader reads from an empty query, so that the documentation needs no list of its own. */
    public List<QueryParameter> parameters() {
        List<QueryParameter> asked = new ArrayList<>();
        var _ = reader.apply(new QueryParameters(Map.of(), new Violations(), asked::add));
        return asked;
    }
}
