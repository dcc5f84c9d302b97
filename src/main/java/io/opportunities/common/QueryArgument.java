package io.opportunities.common;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/**
 * Makes a record of query parameters an argument that handlers can ask for.
 *
 * @param type of the argument
 * @param reader from the parameters of the request
 */
public record QueryArgument<T>(Class<T> type, Function<QueryParameters, T> reader) {

    /** The parameters that the reader asks for where none is given, so that nobody has to write them down again. */
    public List<QueryParameter> parameters() {
        List<QueryParameter> asked = new ArrayList<>();
        var _ = reader.apply(new QueryParameters(Map.of(), new Violations(), asked::add));
        return asked;
    }
}
