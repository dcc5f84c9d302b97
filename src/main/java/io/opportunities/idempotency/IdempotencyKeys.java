package io.opportunities.idempotency;

import io.opportunities.common.ApiException;
import io.opportunities.common.AroundHandler;
import io.opportunities.common.Text;
import io.opportunities.common.Violation.Code;
import io.opportunities.common.Violations;
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

/**
 * Answers a POST that comes again with the same {@code Idempotency-Key} as it was answered first.
 *
 * @see <a href="https://datatracker.ietf.org/doc/draft-ietf-httpapi-idempotency-key-header/">The Idempotency-Key HTTP header field</a>
 */
@Component
@Order(IdempotencyKeys.ORDER)
final class IdempotencyKeys implements AroundHandler {

    static final String HEADER = "Idempotency-Key";
    /** Within the retries: each try claims the key anew. */
    static final int ORDER = 20;

    private static final int LONGEST = 255;

    /** A second and a half in all. */
    private static final RetryTemplate WHILE_IN_USE = new RetryTemplate(RetryPolicy.builder()
            .maxRetries(6)
            .delay(Duration.ofMillis(25))
            .multiplier(2)
            .includes(KeyInUse.class)
            .build());

    private final OnceOnly once;

    IdempotencyKeys(OnceOnly once) {
        this.once = once;
    }

    @Override
    public void check(HttpServletRequest request, Violations violations) {
        List<String> keys = keys(request);
        if (keys.size() > 1) {
            violations.add(HEADER, Code.NOT_ALLOWED, "must come once; came %d times".formatted(keys.size()));
        } else if (keys.stream().anyMatch(key -> !isWellFormed(key))) {
            violations.add(HEADER, Code.INVALID_FORMAT,
                    "must have 1 to %d printable ASCII characters; was %s".formatted(LONGEST, Text.quote(keys.getFirst())));
        }
    }

    @Override
    public @Nullable Object call(HttpServletRequest request, Callable<@Nullable Object> handler) throws Exception {
        List<String> keys = keys(request);
        if (keys.isEmpty()) {
            return handler.call();
        }
        request.setAttribute(REPEATABLE, true);
        return patiently(KeyedRequest.of(keys.getFirst(), request), handler);
    }

    /** Waits outside the transaction, so with no connection. */
    private Object patiently(KeyedRequest request, Callable<@Nullable Object> handler) throws Exception {
        try {
            return WHILE_IN_USE.execute(() -> once.call(request, handler));
        } catch (RetryException failed) {
            throw switch (failed.getCause()) {
                case KeyInUse inUse -> ApiException.idempotencyKeyInUse();
                case Exception other -> other;
                case null, default -> failed;
            };
        }
    }

    private static List<String> keys(HttpServletRequest request) {
        return request.getMethod().equals("POST") ? Collections.list(request.getHeaders(HEADER)) : List.of();
    }

    private static boolean isWellFormed(String key) {
        return !key.isBlank() && key.length() <= LONGEST && key.chars().allMatch(c -> c >= ' ' && c <= '~');
    }
}
