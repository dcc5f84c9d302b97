package io.opportunities.common;

import java.sql.SQLException;
import java.sql.SQLTransientConnectionException;
import java.util.List;
import java.util.Map;
import org.hibernate.exception.ConstraintViolationException;
import org.jspecify.annotations.Nullable;
import org.springframework.dao.ConcurrencyFailureException;
import org.springframework.transaction.CannotCreateTransactionException;

/**
 * Tells from a failure of the database what the client is answered.
 *
 * @see <a href="https://www.postgresql.org/docs/current/errcodes-appendix.html">PostgreSQL, error codes</a>
 */
final class DatabaseErrors {

    /** Unique names, by constraint, and the member that holds them. */
    private static final Map<String, String> TAKEN = Map.of(
            "workflow_name_uk", "name",
            "property_key_name_uk", "keyName",
            "app_user_email_uk", "email");

    /** Rules between records, by constraint, and what is said where one is broken. */
    private static final Map<String, String> RULES = Map.of(
            "opportunity_account_is_active", "the account of this opportunity is archived: restore it first",
            "account_has_no_active_opportunity", "active opportunities belong to this account: archive them first");
    /** Connection lost or refused, out of resources, shutting down, read only, too slow, lost a race for a lock. */
    private static final List<String> PASSING = List.of("08", "53", "57", "25006", "55P03", "40001", "40P01", "3D000");

    private DatabaseErrors() {}

    /** @return null where the failure is a bug of ours */
    static @Nullable ApiException refusal(Throwable failure) {
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (cause instanceof ConstraintViolationException broken && broken.getConstraintName() != null) {
                return constraint(broken.getConstraintName());
            }
            if (isPassing(cause)) {
                return ApiException.unavailable("the database cannot answer right now; try again");
            }
        }
        return null;
    }

    private static @Nullable ApiException constraint(String name) {
        String rule = RULES.get(name);
        if (rule != null) {
            return ApiException.conflict(rule);
        }
        String field = TAKEN.get(name);
        if (field != null) {
            return ApiException.validationConflict(field);
        }
        return name.endsWith("_fk")
                ? ApiException.conflict(
                        "another request has just removed what this one refers to, or begun to use what it removes")
                : null;
    }

    private static boolean isPassing(Throwable cause) {
        return cause instanceof CannotCreateTransactionException || cause instanceof ConcurrencyFailureException
                || cause instanceof SQLTransientConnectionException
                || cause instanceof SQLException sql && sql.getSQLState() != null
                        && PASSING.stream().anyMatch(state -> sql.getSQLState().startsWith(state));
    }
}
