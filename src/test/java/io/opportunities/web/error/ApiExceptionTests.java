package io.opportunities.web.error;

import static org.assertj.core.api.Assertions.assertThat;

import io.opportunities.web.error.Violation.Code;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class ApiExceptionTests {

    private static final Violation TITLE = new Violation("title", Code.REQUIRED, "title is required");

    @Test
    void oneViolationIsTheMessage() {
        assertThat(ApiException.validation(List.of(TITLE))).hasMessage("title is required");
    }

    @Test
    void furtherViolationsAreCounted() {
        assertThat(ApiException.validation(List.of(TITLE, TITLE, TITLE))).hasMessage("title is required (and 2 more, see errors)");
    }

    @Test
    void theBodyNamesTheFirstField() {
        Violation address = new Violation("address", Code.REQUIRED, "address is required");

        ErrorBody body = ErrorBody.of(ApiException.validation(List.of(address, TITLE)), "r-1");

        assertThat(body.field()).isEqualTo("address");
        assertThat(body.errors()).containsExactly(address, TITLE);
        assertThat(body.requestId()).isEqualTo("r-1");
    }

    @Test
    void aRejectionOfTheWholeRequestNamesNoField() {
        assertThat(ErrorBody.of(ApiException.notFound("opportunity", 42), null).field()).isNull();
    }

    @Test
    void aMissingRecordIsQuotedInPrint() {
        assertThat(ApiException.notFound("property", "a\nb")).hasMessage("there is no property \"a\\u000ab\"");
    }

    @ParameterizedTest
    @CsvSource({"0, 1", "1, 1", "1000, 1", "1001, 2", "59001, 60"})
    void aClientWaitsForWholeSecondsRoundedUp(long milliseconds, long seconds) {
        assertThat(ApiException.rateLimited("wait", Duration.ofMillis(milliseconds)).retryAfter()).isEqualTo(Duration.ofSeconds(seconds));
    }

    @Test
    void onlyARejectionThatPassesHasATimeToRetry() {
        assertThat(ApiException.unavailable("later").retryAfter()).isPositive();
        assertThat(ApiException.idempotencyKeyInUse().retryAfter()).isPositive();
        assertThat(ApiException.idempotencyKeyReused().retryAfter()).isNull();
        assertThat(ApiException.conflict("no").retryAfter()).isNull();
    }

    @ParameterizedTest
    @CsvSource({"VALIDATION_ERROR, 400", "INVALID_JSON, 400", "UNAUTHORIZED, 401", "FORBIDDEN, 403", "NOT_FOUND, 404",
            "METHOD_NOT_ALLOWED, 405", "NOT_ACCEPTABLE, 406", "CONFLICT, 409", "PRECONDITION_FAILED, 412", "PAYLOAD_TOO_LARGE, 413",
            "UNSUPPORTED_MEDIA_TYPE, 415", "IDEMPOTENCY_KEY_REUSED, 422", "RATE_LIMITED, 429", "INTERNAL_SERVER_ERROR, 500",
            "UNAVAILABLE, 503"})
    void everyCodeHasTheStatusOfTheContract(ErrorCode code, int status) {
        assertThat(code.status().value()).isEqualTo(status);
    }

    @ParameterizedTest
    @EnumSource(names = "INVALID_JSON", mode = EnumSource.Mode.EXCLUDE)
    void aStatusOfALowerLayerHasItsCode(ErrorCode code) {
        assertThat(ErrorCode.of(code.status().value())).isEqualTo(code);
    }

    @ParameterizedTest
    @CsvSource({"402, VALIDATION_ERROR", "418, VALIDATION_ERROR", "499, VALIDATION_ERROR", "501, INTERNAL_SERVER_ERROR",
            "599, INTERNAL_SERVER_ERROR"})
    void anyOtherStatusIsAnInvalidRequestOrAFailure(int status, ErrorCode code) {
        assertThat(ErrorCode.of(status)).isEqualTo(code);
    }
}
