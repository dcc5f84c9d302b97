package io.opportunities.idempotency;

import io.opportunities.common.Text;
import io.opportunities.web.call.CallInterceptor;
import io.opportunities.web.error.ApiException;
import io.opportunities.web.error.Violation.Code;
import io.opportunities.web.error.Violations;
import jakarta.servlet.http.HttpServletRequest;
import java.time.Duration;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import org.springframework.core.annotation.Order;
import org.springframework.core.retry.RetryException;
import org.springframework.core.retry.RetryPolicy;
import org.springframework.core.retry.RetryTemplate;
import org.springframework.stereotype.Component;
import org.springframework.web.method.HandlerMethod;
import org.springframework.web.servlet.HandlerMapping;

/**
 * Returns the stored response to a repeated POST with the same {@code Idempotency-Key}.
 *
 * @see <a href="https://datatracker.ietf.org/doc/draft-ietf-httpapi-idempotency-key-header/">The Idempotency-Key HTTP header field</a>
 */
@Component
@Order(IdempotencyInterceptor.ORDER)
final class IdempotencyInterceptor implements CallInterceptor {

    static final String HEADER = "Idempotency-Key";
    /** Runs inside the retries: each attempt claims the key again. */
    static final int ORDER = 20;

    private static final int MAX_LENGTH = 255;

    /** About one and a half seconds in total. */
    private static final RetryTemplate RETRY = new RetryTemplate(RetryPolicy.builder()
            .maxRetries(6)
            .delay(Duration.ofMillis(25))
            .multiplier(2)
            .includes(IdempotencyKeyInUseException.class)
            .build());

    private final IdempotentExecutor once;

    IdempotencyInterceptor(IdempotentExecutor once) {
        this.once = once;
    }

    @Override
    public void check(HttpServletRequest request, Violations violations) {
        List<String> keys = keys(request);
        if (keys.size() > 1) {
            violations.add(HEADER, Code.NOT_ALLOWED, "must come once; came %d times".formatted(keys.size()));
        } else if (keys.stream().anyMatch(key -> !isWellFormed(key))) {
            violations.add(HEADER, Code.INVALID_FORMAT,
                    "must have 1 to %d printable ASCII characters; was %s".formatted(MAX_LENGTH, Text.quote(keys.getFirst())));
        }
    }

    @Override
    public @Nullable Object call(HttpServletRequest request, Callable<@Nullable Object> handler) throws Exception {
        List<String> keys = keys(request);
        if (keys.isEmpty()) {
            return handler.call();
        }
        request.setAttribute(REPEATABLE, true);
        if (worksInParts(request)) {
            return handler.call();
        }
        return callWithRetry(IdempotentRequest.of(keys.getFirst(), request), handler);
    }

    /** Waits outside the transaction, and so without a connection. */
    private Object callWithRetry(IdempotentRequest request, Callable<@Nullable Object> handler) throws Exception {
        try {
            return RETRY.execute(() -> once.call(request, handler));
        } catch (RetryException failed) {
            throw switch (failed.getCause()) {
                case IdempotencyKeyInUseException inUse -> ApiException.idempotencyKeyInUse();
                case Exception other -> other;
                case null, default -> failed;
            };
        }
    }

    private static boolean worksInParts(HttpServletRequest request) {
        return request.getAttribute(HandlerMapping.BEST_MATCHING_HANDLER_ATTRIBUTE) instanceof HandlerMethod handler
                && handler.hasMethodAnnotation(OnceByParts.class);
    }

    static List<String> keys(HttpServletRequest request) {
        return request.getMethod().equals("POST") ? Collections.list(request.getHeaders(HEADER)) : List.of();
    }

    private static boolean isWellFormed(String key) {
        return !key.isBlank() && key.length() <= MAX_LENGTH && key.chars().allMatch(c -> c >= ' ' && c <= '~');
    }
}
