package io.opportunities.web.error;

import org.springframework.http.HttpStatus;

/** The kind of an error, for programmatic handling by clients, with its status. */
public enum ErrorCode {

    VALIDATION_ERROR(HttpStatus.BAD_REQUEST), INVALID_JSON(HttpStatus.BAD_REQUEST), UNAUTHORIZED(HttpStatus.UNAUTHORIZED), FORBIDDEN(
            HttpStatus.FORBIDDEN), NOT_FOUND(HttpStatus.NOT_FOUND), METHOD_NOT_ALLOWED(HttpStatus.METHOD_NOT_ALLOWED), NOT_ACCEPTABLE(
                    HttpStatus.NOT_ACCEPTABLE), CONFLICT(HttpStatus.CONFLICT), PRECONDITION_FAILED(
                            HttpStatus.PRECONDITION_FAILED), PAYLOAD_TOO_LARGE(
                                    HttpStatus.CONTENT_TOO_LARGE), UNSUPPORTED_MEDIA_TYPE(
                                            HttpStatus.UNSUPPORTED_MEDIA_TYPE), IDEMPOTENCY_KEY_REUSED(
                                                    HttpStatus.UNPROCESSABLE_CONTENT), RATE_LIMITED(
                                                            HttpStatus.TOO_MANY_REQUESTS), INTERNAL_SERVER_ERROR(
                                                                    HttpStatus.INTERNAL_SERVER_ERROR), UNAVAILABLE(
                                                                            HttpStatus.SERVICE_UNAVAILABLE);

    private final HttpStatus status;

    ErrorCode(HttpStatus status) {
        this.status = status;
    }

    public HttpStatus status() {
        return status;
    }

    /** Returns the code for a status from a lower layer. A 4xx without a code of its own counts as an invalid request. */
    static ErrorCode of(int status) {
        for (ErrorCode code : values()) {
            if (code.status.value() == status && code != INVALID_JSON) {
                return code;
            }
        }
        return status < 500 ? VALIDATION_ERROR : INTERNAL_SERVER_ERROR;
    }
}
