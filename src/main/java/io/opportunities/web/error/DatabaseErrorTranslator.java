package io.opportunities.web.error;

import io.opportunities.common.Text;
import java.sql.SQLException;
import java.sql.SQLTransientConnectionException;
import java.util.List;
import java.util.Objects;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.hibernate.TransactionException;
import org.hibernate.exception.ConstraintViolationException;
import org.jspecify.annotations.Nullable;
import org.springframework.dao.ConcurrencyFailureException;
import org.springframework.transaction.CannotCreateTransactionException;

/**
 * Translates failures of the database to API errors.
 *
 * @see <a href="https://www.postgresql.org/docs/current/errcodes-appendix.html">PostgreSQL, error codes</a>
 */
public final class DatabaseErrorTranslator {

    private static final String LOCK_NOT_AVAILABLE = "55P03";
    /** Connection lost or refused, out of resources, shutting down, read only, too slow, lost a race for a lock. */
    private static final List<String> TRANSIENT_STATES = List.of("08", "53", "57", "25006", LOCK_NOT_AVAILABLE, "40001", "40P01", "3D000");

    private static final String INTEGRITY = "23";
    private static final Pattern CONSTRAINT = Pattern.compile("violates \\w+(?: \\w+)? constraint \"(\\w+)\"");
    /** On Citus a constraint is of one part of a table, and named after it. */
    private static final Pattern SHARD = Pattern.compile("_\\d{6,}$");

    /** Rolled back in favour of another transaction. */
    private static final String ROLLED_BACK = "40";
    /** Rolled back; connection lost or refused; server shutting down, crashed or starting; a standby, or a demoted primary. */
    private static final List<String> RETRYABLE_STATES = List.of(ROLLED_BACK, "08", "57P01", "57P02", "57P03", "25006");

    /** Connection lost or refused, out of resources, shutting down, read only. */
    private static final List<String> GONE_STATES = List.of("08", "53", "57P", "25006", "3D000");

    private static final int MAX_SUMMARY_LENGTH = 200;

    private DatabaseErrorTranslator() {}

    /** Returns whether an immediate retry of the same transaction may succeed. A failure after a long wait is not retryable. */
    public static boolean isRetryable(Throwable failure) {
        return causes(failure).anyMatch(
                cause -> cause instanceof ConcurrencyFailureException || isConnectionGone(cause) || hasState(cause, RETRYABLE_STATES))
                && causes(failure).noneMatch(SQLTransientConnectionException.class::isInstance)
                && causes(failure).noneMatch(cause -> hasState(cause, List.of(LOCK_NOT_AVAILABLE)));
    }

    /** Returns whether the transaction was rolled back in favour of another one, and a retry may succeed. */
    public static boolean isLost(Throwable failure) {
        return isRetryable(failure)
                && causes(failure).anyMatch(cause -> cause instanceof ConcurrencyFailureException || hasState(cause, List.of(ROLLED_BACK)));
    }

    /** Returns whether the database or this service is unavailable or overloaded, for any duration: the same work may succeed later. */
    public static boolean isTransient(Throwable failure) {
        return causes(failure).anyMatch(cause -> isUnavailable(cause)
                || cause instanceof ApiException refusal && refusal.code() == ErrorCode.UNAVAILABLE);
    }

    /** Returns whether the database cannot be reached or used at all: less work at once would not help. */
    public static boolean isGone(Throwable failure) {
        return causes(failure).anyMatch(cause -> cause instanceof CannotCreateTransactionException || isConnectionGone(cause)
                || cause instanceof SQLTransientConnectionException || hasState(cause, GONE_STATES)
                || cause instanceof ApiException refusal && refusal.code() == ErrorCode.UNAVAILABLE);
    }

    /** Returns one line: the message of the driver or the pool, or else of the root cause. */
    public static String summary(Throwable failure) {
        Throwable cause = causes(failure).filter(SQLException.class::isInstance).reduce((outer, inner) -> inner)
                .orElseGet(() -> causes(failure).reduce((outer, inner) -> inner).orElse(failure));
        String state = cause instanceof SQLException sql ? " " + sql.getSQLState() : "";
        return cause.getClass().getSimpleName() + state + ": " + Text.printable(String.valueOf(cause.getMessage()), MAX_SUMMARY_LENGTH);
    }

    /** Returns whether the database reported a rollback, so that a failed commit certainly had no effect. */
    public static boolean isRolledBack(Throwable failure) {
        return causes(failure).anyMatch(cause -> hasState(cause, List.of(ROLLED_BACK)));
    }

    /**
     * Returns the error for a failure.
     *
     * @param constraints the errors of the features
     * @return null if the failure is a bug of the service
     */
    static @Nullable ApiException error(Throwable failure, List<ConstraintError> constraints) {
        for (Throwable cause : causes(failure).toList()) {
            if (cause instanceof ConstraintViolationException broken && broken.getConstraintName() != null) {
                return error(broken.getConstraintName(), constraints);
            }
            // a statement past Hibernate
            Matcher violation = CONSTRAINT.matcher(hasState(cause, List.of(INTEGRITY)) ? String.valueOf(cause.getMessage()) : "");
            if (violation.find()) {
                return error(violation.group(1), constraints);
            }
            if (isUnavailable(cause)) {
                return ApiException.unavailable("the database cannot answer right now; try again");
            }
        }
        return null;
    }

    private static @Nullable ApiException error(String name, List<ConstraintError> constraints) {
        String constraint = SHARD.matcher(name).replaceFirst("");
        for (ConstraintError known : constraints) {
            if (known.constraint().equals(constraint)) {
                return known.error().get();
            }
        }
        return constraint.endsWith("_fk")
                ? ApiException.conflict("another request has just removed what this one refers to, or begun to use what it removes")
                : null;
    }

    private static boolean isUnavailable(Throwable cause) {
        return cause instanceof CannotCreateTransactionException || cause instanceof ConcurrencyFailureException
                || cause instanceof SQLTransientConnectionException || isConnectionGone(cause) || hasState(cause, TRANSIENT_STATES);
    }

    private static boolean hasState(Throwable cause, List<String> beginnings) {
        return cause instanceof SQLException sql && sql.getSQLState() != null
                && beginnings.stream().anyMatch(sql.getSQLState()::startsWith);
    }

    /** Returns whether the connection is lost. The pool closes it, and the failed rollback then hides the original error. */
    private static boolean isConnectionGone(Throwable cause) {
        return cause instanceof TransactionException && cause.getCause() instanceof SQLException closed && closed.getSQLState() == null;
    }

    private static Stream<Throwable> causes(Throwable failure) {
        return Stream.iterate(failure, Objects::nonNull, Throwable::getCause);
    }
}
