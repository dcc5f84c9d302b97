package io.opportunities.web.error;

import java.util.function.Supplier;

/**
 * The error of a request that violates a constraint of the schema, because another request came first. Each feature registers its own.
 *
 * @param constraint name in the schema
 */
public record ConstraintError(String constraint, Supplier<ApiException> error) {

    /** @param field the member whose value is taken */
    public static ConstraintError taken(String constraint, String field) {
        return new ConstraintError(constraint, () -> ApiException.validationConflict(field));
    }

    public static ConstraintError conflict(String constraint, String message) {
        return new ConstraintError(constraint, () -> ApiException.conflict(message));
    }
}
