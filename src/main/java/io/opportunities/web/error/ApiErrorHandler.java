package io.opportunities.web.error;

import io.opportunities.common.Text;
import io.opportunities.web.error.Violation.Code;
import jakarta.servlet.http.HttpServletRequest;
import org.apache.tomcat.util.http.InvalidParameterException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
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

/** Converts every failure to the common error format. */
@RestControllerAdvice
@Order(Ordered.HIGHEST_PRECEDENCE)
final class ApiErrorHandler {

    private static final Logger LOG = LoggerFactory.getLogger(ApiErrorHandler.class);

    private final ErrorBodies errors;

    ApiErrorHandler(ErrorBodies errors) {
        this.errors = errors;
    }

    @ExceptionHandler
    ResponseEntity<ErrorBody> rejected(ApiException refusal, HttpServletRequest request) {
        HttpHeaders headers = new HttpHeaders();
        if (refusal.retryAfter() != null) {
            headers.set(HttpHeaders.RETRY_AFTER, String.valueOf(refusal.retryAfter().toSeconds()));
        }
        ErrorBody body = ErrorBody.of(refusal, requestId());
        if (refusal.code() == ErrorCode.UNAUTHORIZED && isLogin(request)) {
            headers.set(HttpHeaders.WWW_AUTHENTICATE, "Basic realm=\"opportunities\", charset=\"UTF-8\"");
            body = body.withError("Unauthorized");
        }
        return response(body, headers);
    }

    @ExceptionHandler
    ResponseEntity<ErrorBody> unreadable(HttpMessageNotReadableException broken, HttpServletRequest request) {
        Throwable cause = broken.getCause();
        return cause == null
                ? rejected(ApiException.invalidJson("the body must be one JSON object; it is empty"), request)
                : rejected(ApiException.unreadable(cause), request);
    }

    @ExceptionHandler
    ResponseEntity<ErrorBody> wrongPathVariable(MethodArgumentTypeMismatchException wrong, HttpServletRequest request) {
        Violations violations = new Violations();
        violations.add(wrong.getName(), Code.WRONG_TYPE, "must be an integer; was " + Text.quote(String.valueOf(wrong.getValue())));
        return rejected(ApiException.validation(violations.all()), request);
    }

    @ExceptionHandler({InvalidParameterException.class, RequestRejectedException.class})
    ResponseEntity<ErrorBody> unreadableParameters() {
        return response(ErrorBody.of(ErrorCode.VALIDATION_ERROR,
                "the query parameters must be percent-encoded UTF-8, with names free of control characters", requestId()),
                HttpHeaders.EMPTY);
    }

    @ExceptionHandler
    ResponseEntity<ErrorBody> noRoute(NoResourceFoundException missing, HttpServletRequest request) {
        return rejected(ApiException.notFound("resource", request.getRequestURI()), request);
    }

    /** Handles a client that disconnected or read too slowly: no response is possible, and the service has not failed. */
    @ExceptionHandler
    @Nullable
    ResponseEntity<ErrorBody> gone(AsyncRequestNotUsableException failedWrite) {
        LOG.debug("The client did not take its answer", failedWrite);
        return null;
    }

    @ExceptionHandler
    ResponseEntity<ErrorBody> failed(Exception failure, HttpServletRequest request) {
        if (failure instanceof ErrorResponse web && web.getStatusCode().is4xxClientError()) {
            ErrorCode code = ErrorCode.of(web.getStatusCode().value());
            return response(ErrorBody.of(code, ProtocolErrorMessages.message(web, request), requestId()), web.getHeaders());
        }
        return errors.known(failure).map(known -> rejected(known, request))
                .orElseGet(() -> response(errors.of(failure), HttpHeaders.EMPTY));
    }

    private static ResponseEntity<ErrorBody> response(ErrorBody body, HttpHeaders headers) {
        return ResponseEntity.status(body.code().status()).headers(headers).contentType(MediaType.APPLICATION_JSON).body(body);
    }

    private static boolean isLogin(HttpServletRequest request) {
        return request.getMethod().equals("POST") && request.getRequestURI().endsWith("/api-keys");
    }

    private static @Nullable String requestId() {
        return ErrorBodies.requestId();
    }
}
