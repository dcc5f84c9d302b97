package io.opportunities.common;

import java.util.function.Function;

/**
 * Makes a record of query parameters an argument that handlers can ask for.
 *
 * @param type of the argument
 * @param reader from the parameters of the request
 */
public record QueryArgument<T>(Class<T> type, Function<QueryParameters, T> reader) {}
