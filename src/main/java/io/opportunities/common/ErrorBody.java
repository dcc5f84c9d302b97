package io.opportunities.common;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Every answer with a status of 400 or more.
 *
 * @param message what was wrong, what was received and what would be right
 * @param code the word clients switch on
 * @param field the first offending member or parameter, null where the request as a whole is refused
 * @param errors every broken rule
 * @param requestId the {@code X-Request-Id} of the answer
 * @param error only where {@code POST /api-keys} refuses a password, as clients of the upstream API expect
 */
public record ErrorBody(String message, ErrorCode code, @Nullable String field, List<Violation> errors, @Nullable String requestId,
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
