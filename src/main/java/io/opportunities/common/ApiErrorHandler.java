package io.opportunities.common;

import org.apache.tomcat.util.http.InvalidParameterException;
import io.opportunities.common.Violation.Code;
import jakarta.servlet.http.HttpServletRequest;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.MDC;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.http.converter.HttpMessageNotReadableException;
import org.springframework.security.web.firewall.RequestRejectedException;
import org.springframework.web.ErrorResponse;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.RestControllerAdvice;
import org.springframework.web.context.request.async.AsyncRequestNotUsableException;
import org.springframework.web.method.annotation.MethodArgumentTypeMismatchException;
import org.springframework.web.servlet.resource.NoResourceFoundException;

/** Turns every failure into the one shape that errors have on the wire. */
@RestControllerAdvice
@Order(Ordered.HIGHEST_PRECEDENCE)
final class ApiErrorHandler {

    private static final Logger LOG = LoggerFactory.getLogger(ApiErrorHandler.class);

    @ExceptionHandler
    ResponseEntity<ErrorBody> refused(ApiException refusal, HttpServletRequest request) {
        HttpHeaders headers = new HttpHeaders();
        if (refusal.retryAfter() != null) {
            headers.set(HttpHeaders.RETRY_AFTER, String.valueOf(refusal.retryAfter().toSeconds()));
        }
        ErrorBody body = ErrorBody.of(refusal, requestId());
        if (refusal.code() == ErrorCode.UNAUTHORIZED && isLogin(request)) {
            headers.set(HttpHeaders.WWW_AUTHENTICATE, "Basic realm=\"opportunities\", charset=\"UTF-8\"");
            body = body.withError("Unauthorized");
        }
        return answer(body, headers);
    }

    @ExceptionHandler
    ResponseEntity<ErrorBody> unreadable(HttpMessageNotReadableException broken, HttpServletRequest request) {
        Throwable cause = broken.getCause();
        String message = cause == null ? "the body must be one JSON object; it is empty" : JsonBodyConverter.refusal(cause);
        return refused(ApiException.invalidJson(message), request);
    }

    @ExceptionHandler
    ResponseEntity<ErrorBody> wrongPathVariable(MethodArgumentTypeMismatchException wrong, HttpServletRequest request) {
        Violations violations = new Violations();
        violations.add(wrong.getName(), Code.WRONG_TYPE, "must be an integer; was " + Text.quote(String.valueOf(wrong.getValue())));
        return refused(ApiException.validation(violations.all()), request);
    }

    @ExceptionHandler({InvalidParameterException.class, RequestRejectedException.class})
    ResponseEntity<ErrorBody> unreadableParameters() {
        return answer(ErrorBody.of(ErrorCode.VALIDATION_ERROR,
                "the query parameters must be percent-encoded UTF-8, with names free of control characters", requestId()),
                HttpHeaders.EMPTY);
    }

    @ExceptionHandler
    ResponseEntity<ErrorBody> noRoute(NoResourceFoundException missing, HttpServletRequest request) {
        return refused(ApiException.notFound("resource", request.getRequestURI()), request);
    }

    /** The client hung up, or did not take its answer in time: nobody is there to be told, and nothing went wrong here. */
    @ExceptionHandler
    @Nullable
    ResponseEntity<ErrorBody> gone(AsyncRequestNotUsableException failedWrite) {
        LOG.debug("The client did not take its answer", failedWrite);
        return null;
    }

    @ExceptionHandler
    ResponseEntity<ErrorBody> failed(Exception failure, HttpServletRequest request) {
        if (failure instanceof ErrorResponse known && known.getStatusCode().is4xxClientError()) {
            ErrorCode code = ErrorCode.of(known.getStatusCode().value());
            return answer(ErrorBody.of(code, ProtocolErrors.message(known, request), requestId()), known.getHeaders());
        }
        ApiException refusal = DatabaseErrors.refusal(failure);
        if (refusal != null) {
            if (refusal.code() == ErrorCode.UNAVAILABLE) {
                LOG.warn("Answered that the service is unavailable", failure);
            }
            return refused(refusal, request);
        }
        LOG.error("Failed to answer", failure);
        return answer(
                ErrorBody.of(ErrorCode.INTERNAL_SERVER_ERROR, "something went wrong here; it is logged under the requestId", requestId()),
                HttpHeaders.EMPTY);
    }

    private static ResponseEntity<ErrorBody> answer(ErrorBody body, HttpHeaders headers) {
        return ResponseEntity.status(body.code().status()).headers(headers).contentType(MediaType.APPLICATION_JSON).body(body);
    }

    private static boolean isLogin(HttpServletRequest request) {
        return request.getMethod().equals("POST") && request.getRequestURI().endsWith("/api-keys");
    }

    private static @Nullable String requestId() {
        return MDC.get(RequestIdFilter.LOGGED);
    }
}
