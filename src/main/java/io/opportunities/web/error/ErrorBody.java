package io.opportunities.web.error;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The body of every response with a status of 400 or more.
 *
 * @param message the violation, the received value and the valid values
 * @param code for programmatic handling by clients
 * @param field the first offending member or parameter, absent if the request as a whole is rejected
 * @param errors all violations
 * @param requestId the {@code X-Request-Id} of the response
 * @param error only if {@code POST /api-keys} rejects a password, for clients of the upstream API
 */
public record ErrorBody(String message, ErrorCode code, @JsonInclude(JsonInclude.Include.NON_EMPTY) @Nullable String field,
        List<Violation> errors, @Nullable String requestId,
        @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable String error) {

    public static ErrorBody of(ApiException refusal, @Nullable String requestId) {
        List<Violation> violations = refusal.violations();
        String field = violations.isEmpty() ? null : violations.getFirst().field();
        return new ErrorBody(String.valueOf(refusal.getMessage()), refusal.code(), field, violations, requestId, null);
    }

    ErrorBody withError(String text) {
        return new ErrorBody(message, code, field, errors, requestId, text);
    }

    static ErrorBody of(ErrorCode code, String message, @Nullable String requestId) {
        return new ErrorBody(message, code, null, List.of(), requestId, null);
    }
}
