package io.opportunities.web.error;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.InstanceOfAssertFactories.list;

import java.sql.SQLException;
import java.sql.SQLTransientConnectionException;
import java.util.List;
import org.hibernate.TransactionException;
import org.hibernate.exception.ConstraintViolationException;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.dao.DataIntegrityViolationException;

class DatabaseErrorTranslatorTests {

    private static final List<ConstraintError> CONSTRAINTS = List.of(ConstraintError.taken("workflow_name_uk", "name"),
            ConstraintError.conflict("account_has_no_active_opportunity", "archive them first"));

    @ParameterizedTest
    @ValueSource(strings = {"40001", "40P01", "08006", "08001", "57P01", "57P02", "57P03", "25006"})
    void aTransactionThatLostItsRaceOrItsServerIsRetried(String state) {
        assertThat(DatabaseErrorTranslator.isRetryable(failure(state))).isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {"55P03", "57014", "53300", "3D000", "23505", "42601", "22003"})
    void anyOtherFailureIsNotRetried(String state) {
        assertThat(DatabaseErrorTranslator.isRetryable(failure(state))).isFalse();
    }

    @Test
    void aConnectionThatWasWaitedForIsNotRetried() {
        assertThat(DatabaseErrorTranslator.isRetryable(new IllegalStateException(
                new SQLTransientConnectionException("no connection", "08001")))).isFalse();
    }

    @ParameterizedTest
    @ValueSource(strings = {"40001", "08006", "53300", "57014", "57P01", "25006", "55P03", "3D000"})
    void anUnavailableDatabaseIsA503WithATimeToRetry(String state) {
        ApiException refusal = DatabaseErrorTranslator.error(failure(state), CONSTRAINTS);

        assertThat(refusal).isNotNull().extracting(ApiException::code).isEqualTo(ErrorCode.UNAVAILABLE);
        assertThat(DatabaseErrorTranslator.isTransient(failure(state))).isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {"42601", "22003", "23502"})
    void aBugOfTheServiceIsNoRefusal(String state) {
        assertThat(DatabaseErrorTranslator.error(failure(state), CONSTRAINTS)).isNull();
        assertThat(DatabaseErrorTranslator.isTransient(failure(state))).isFalse();
    }

    @Test
    void aRollbackThatFailsOnALostConnectionIsRetried() {
        Throwable failure = new TransactionException("rollback", new SQLException("closed", (String) null));

        assertThat(DatabaseErrorTranslator.isRetryable(failure)).isTrue();
        assertThat(DatabaseErrorTranslator.error(failure, CONSTRAINTS)).isNotNull();
    }

    @Test
    void onlyAReportedRollbackIsCertain() {
        assertThat(DatabaseErrorTranslator.isRolledBack(failure("40001"))).isTrue();
        assertThat(DatabaseErrorTranslator.isRolledBack(failure("08006"))).isFalse();
    }

    @Test
    void aRefusalForLackOfRoomIsTransient() {
        assertThat(DatabaseErrorTranslator.isTransient(ApiException.unavailable("later"))).isTrue();
        assertThat(DatabaseErrorTranslator.isTransient(ApiException.conflict("no"))).isFalse();
    }

    @Test
    void aTakenNameIsAConflictOfItsMember() {
        ApiException refusal = DatabaseErrorTranslator.error(broken("workflow_name_uk"), CONSTRAINTS);

        assertThat(refusal).isNotNull().hasMessage("name is taken").extracting(ApiException::code).isEqualTo(ErrorCode.CONFLICT);
    }

    @ParameterizedTest
    @ValueSource(strings = {"account_has_no_active_opportunity", "opportunity_contact_fk"})
    void aLostRaceBetweenRecordsIsAConflictWithoutField(String constraint) {
        ApiException refusal = DatabaseErrorTranslator.error(broken(constraint), CONSTRAINTS);

        assertThat(refusal).isNotNull().extracting(ApiException::code).isEqualTo(ErrorCode.CONFLICT);
        assertThat(refusal).extracting(ApiException::violations, list(Violation.class)).isEmpty();
    }

    @Test
    void anUnknownConstraintIsABugOfTheService() {
        assertThat(DatabaseErrorTranslator.error(broken("opportunity_number_positive"), CONSTRAINTS)).isNull();
        assertThat(DatabaseErrorTranslator.error(broken(null), CONSTRAINTS)).isNull();
    }

    @Test
    void aSummaryIsOneShortLineOfTheDriver() {
        Throwable failure = new IllegalStateException("outer", new SQLException("could not\nconnect " + "x".repeat(300), "08006"));

        assertThat(DatabaseErrorTranslator.summary(failure)).startsWith("SQLException 08006: could not\\u000aconnect xxx").endsWith("x…")
                .doesNotContain("outer");
    }

    @Test
    void aSummaryWithoutADriverIsOfTheRootCause() {
        assertThat(DatabaseErrorTranslator.summary(new IllegalStateException("outer", new NullPointerException("inner"))))
                .isEqualTo("NullPointerException: inner");
    }

    private static Throwable failure(String state) {
        return new DataIntegrityViolationException("a statement failed", new SQLException("failed", state));
    }

    private static Throwable broken(@Nullable String constraint) {
        return new DataIntegrityViolationException("a constraint is violated",
                new ConstraintViolationException("violated", new SQLException("violated", "23505"), constraint));
    }
}
