package io.opportunities.common;

import java.sql.SQLException;
import java.sql.SQLTransientConnectionException;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import org.hibernate.TransactionException;
import org.hibernate.exception.ConstraintViolationException;
import org.jspecify.annotations.Nullable;
import org.springframework.dao.ConcurrencyFailureException;
import org.springframework.transaction.CannotCreateTransactionException;

/**
 * Tells from a failure of the database what the client is answered.
 *
 * @see <a href="https://www.postgresql.org/docs/current/errcodes-appendix.html">PostgreSQL, error codes</a>
 */
public final class DatabaseErrors {

    /** Unique names, by constraint, and the member that holds them. */
    private static final Map<String, String> TAKEN = Map.of(
            "workflow_name_uk", "name",
            "property_key_name_uk", "keyName",
            "app_user_email_uk", "email");

    /** Rules between records, by constraint, and what is said where one is broken. */
    private static final Map<String, String> RULES = Map.of(
            "opportunity_account_is_active", "the account of this opportunity is archived: restore it first",
            "account_has_no_active_opportunity", "active opportunities belong to this account: archive them first");
    private static final String LOCK_NOT_AVAILABLE = "55P03";
    /** Connection lost or refused, out of resources, shutting down, read only, too slow, lost a race for a lock. */
    private static final List<String> PASSING = List.of("08", "53", "57", "25006", LOCK_NOT_AVAILABLE, "40001", "40P01", "3D000");

    /** Rolled back for the sake of another transaction. */
    private static final String ROLLED_BACK = "40";
    /** Rolled back; connection lost or refused; server shutting down, crashed or starting; a standby, or a primary that became one. */
    private static final List<String> OVER_SOON = List.of(ROLLED_BACK, "08", "57P01", "57P02", "57P03", "25006");

    private DatabaseErrors() {}

    /** Whether the very same transaction may well succeed when it is tried again at once; not where it has waited for long already. */
    public static boolean isOverSoon(Throwable failure) {
        return causes(failure).anyMatch(
                cause -> cause instanceof ConcurrencyFailureException || isConnectionGone(cause) || hasState(cause, OVER_SOON))
                && causes(failure).noneMatch(SQLTransientConnectionException.class::isInstance)
                && causes(failure).noneMatch(cause -> hasState(cause, List.of(LOCK_NOT_AVAILABLE)));
    }

    /** Whether the database is away or too busy, for however long: what failed may succeed later as it is. */
    public static boolean isPassing(Throwable failure) {
        return causes(failure).anyMatch(DatabaseErrors::passes);
    }

    /** Whether the database said that it rolled back, so that a commit that failed is known to have done nothing. */
    public static boolean isRolledBack(Throwable failure) {
        return causes(failure).anyMatch(cause -> hasState(cause, List.of(ROLLED_BACK)));
    }

    /** @return null where the failure is a bug of ours */
    static @Nullable ApiException refusal(Throwable failure) {
        for (Throwable cause : causes(failure).toList()) {
            if (cause instanceof ConstraintViolationException broken && broken.getConstraintName() != null) {
                return constraint(broken.getConstraintName());
            }
            if (passes(cause)) {
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

    private static boolean passes(Throwable cause) {
        return cause instanceof CannotCreateTransactionException || cause instanceof ConcurrencyFailureException
                || cause instanceof SQLTransientConnectionException || isConnectionGone(cause) || hasState(cause, PASSING);
    }

    private static boolean hasState(Throwable cause, List<String> beginnings) {
        return cause instanceof SQLException sql && sql.getSQLState() != null
                && beginnings.stream().anyMatch(sql.getSQLState()::startsWith);
    }

    /** The pool closes a connection that is lost, and the rollback that then fails hides what it was lost by. */
    private static boolean isConnectionGone(Throwable cause) {
        return cause instanceof TransactionException && cause.getCause() instanceof SQLException closed && closed.getSQLState() == null;
    }

    private static Stream<Throwable> causes(Throwable failure) {
        return Stream.iterate(failure, Objects::nonNull, Throwable::getCause);
    }
}
