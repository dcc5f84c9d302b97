package io.opportunities.web.error;

import io.opportunities.common.Text;
import io.opportunities.web.error.Violation.Code;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A rejection with the error response for the client. */
public final class ApiException extends RuntimeException {

    private static final long serialVersionUID = 1;

    private final ErrorCode code;
    private final transient List<Violation> violations;
    private final @Nullable Duration retryAfter;

    private ApiException(ErrorCode code, String message, List<Violation> violations, @Nullable Duration retryAfter) {
        super(message, null, false, false);
        this.code = code;
        this.violations = List.copyOf(violations);
        this.retryAfter = retryAfter;
    }

    public static ApiException validation(List<Violation> violations) {
        return new ApiException(ErrorCode.VALIDATION_ERROR, summary(violations), violations, null);
    }

    public static ApiException invalidJson(String message) {
        return new ApiException(ErrorCode.INVALID_JSON, message, List.of(), null);
    }

    /** @param cause why the JSON parser rejects a body */
    public static ApiException unreadable(Throwable cause) {
        return invalidJson(ProtocolErrorMessages.unreadable(cause));
    }

    /** Also for a record of another company: the response does not reveal whether it exists. */
    public static ApiException notFound(String kind, Object id) {
        return new ApiException(ErrorCode.NOT_FOUND, "there is no %s %s".formatted(kind, Text.quote(String.valueOf(id))), List.of(), null);
    }

    public static ApiException unauthorized() {
        return new ApiException(ErrorCode.UNAUTHORIZED, "a valid x-api-key header is required", List.of(), null);
    }

    public static ApiException wrongPassword() {
        return new ApiException(ErrorCode.UNAUTHORIZED, "HTTP Basic authentication with the e-mail and password of a user is required",
                List.of(), null);
    }

    public static ApiException forbidden(String message) {
        return new ApiException(ErrorCode.FORBIDDEN, message, List.of(), null);
    }

    public static ApiException unauthorized(String message) {
        return new ApiException(ErrorCode.UNAUTHORIZED, message, List.of(), null);
    }

    public static ApiException taken(String field, String value) {
        return taken(new Violation(field, Code.TAKEN, "%s %s is taken".formatted(field, Text.quote(value))));
    }

    static ApiException validationConflict(String field) {
        return taken(new Violation(field, Code.TAKEN, field + " is taken"));
    }

    /** Creates a conflict for a taken name with a longer explanation. */
    public static ApiException taken(Violation violation) {
        return new ApiException(ErrorCode.CONFLICT, violation.message(), List.of(violation), null);
    }

    public static ApiException conflict(String message) {
        return new ApiException(ErrorCode.CONFLICT, message, List.of(), null);
    }

    public static ApiException idempotencyKeyInUse() {
        return new ApiException(ErrorCode.CONFLICT,
                "a request with this Idempotency-Key is still being worked on; send it again in a moment",
                List.of(), Duration.ofSeconds(1));
    }

    public static ApiException idempotencyKeyReused() {
        return new ApiException(ErrorCode.IDEMPOTENCY_KEY_REUSED,
                "this Idempotency-Key came before with another method, path, query or body: a new request needs a new key", List.of(),
                null);
    }

    public static ApiException preconditionFailed(int version) {
        return new ApiException(ErrorCode.PRECONDITION_FAILED,
                "If-Match names no ETag of the record as it is now: it was changed and is at version %d, read it again".formatted(version),
                List.of(), null);
    }

    public static ApiException payloadTooLarge(long limit) {
        return new ApiException(ErrorCode.PAYLOAD_TOO_LARGE, "the body is larger than %d bytes".formatted(limit), List.of(), null);
    }

    /** @param retryAfter reported in whole seconds, rounded up, at least one */
    public static ApiException rateLimited(String message, Duration retryAfter) {
        long seconds = Math.max(1, Math.ceilDiv(retryAfter.toMillis(), 1_000));
        return new ApiException(ErrorCode.RATE_LIMITED, message, List.of(), Duration.ofSeconds(seconds));
    }

    public static ApiException unavailable(String message) {
        return new ApiException(ErrorCode.UNAVAILABLE, message, List.of(), Duration.ofSeconds(2));
    }

    private static String summary(List<Violation> violations) {
        int more = violations.size() - 1;
        return violations.getFirst().message() + (more == 0 ? "" : " (and %d more, see errors)".formatted(more));
    }

    public ErrorCode code() {
        return code;
    }

    public List<Violation> violations() {
        return violations;
    }

    @Nullable
    Duration retryAfter() {
        return retryAfter;
    }
}
