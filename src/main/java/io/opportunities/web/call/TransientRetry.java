package io.opportunities.web.call;

import io.opportunities.web.error.ApiException;
import io.opportunities.web.error.DatabaseErrorTranslator;
import jakarta.servlet.http.HttpServletRequest;
import java.time.Duration;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import org.springframework.core.annotation.Order;
import org.springframework.core.retry.RetryException;
import org.springframework.core.retry.RetryPolicy;
import org.springframework.core.retry.RetryTemplate;
import org.springframework.stereotype.Component;
import org.springframework.transaction.TransactionExecution;
import org.springframework.transaction.TransactionExecutionListener;
import org.springframework.web.context.request.RequestAttributes;
import org.springframework.web.context.request.RequestContextHolder;

/**
 * Retries a handler after a transient failure of the database without effect, such as a deadlock or a failover.
 *
 * <p> The outcome of a commit without a reply is unknown. Then only reads are retried, and requests with an Idempotency-Key, whose stored
 * response exists if the commit succeeded. For any other request the client decides.
 */
@Component
@Order(TransientRetry.ORDER)
final class TransientRetry implements CallInterceptor, TransactionExecutionListener {

    static final int ORDER = 10;

    private static final String COMMITTING = TransientRetry.class.getName();

    private final RetryTemplate retry = new RetryTemplate(RetryPolicy.builder()
            .maxRetries(4)
            .delay(Duration.ofMillis(20))
            .jitter(Duration.ofMillis(10))
            .multiplier(3)
            // with the waits for a permit (1 s) and a connection (2 s) that may follow, it ends within the five seconds of a rejection
            .timeout(Duration.ofMillis(1_500))
            .predicate(failure -> DatabaseErrorTranslator.isRetryable(failure) && !isInDoubt(failure))
            .build());

    @Override
    public @Nullable Object call(HttpServletRequest request, Callable<@Nullable Object> handler) throws Exception {
        return call(request, handler, true);
    }

    /** @param isFirst whether a call that lost against another one after a long wait, such as for a deadlock, gets a second chance */
    private @Nullable Object call(HttpServletRequest request, Callable<@Nullable Object> handler, boolean isFirst) throws Exception {
        try {
            return retry.<@Nullable Object>execute(() -> {
                request.removeAttribute(COMMITTING);
                return handler.call();
            });
        } catch (RetryException failed) {
            if (DatabaseErrorTranslator.isRetryable(failed) && isInDoubt(failed)) {
                throw ApiException
                        .unavailable("the connection to the database was lost while this was being committed: it may have been done"
                                + " or not. Look, or send it with an Idempotency-Key, which makes it safe to send again");
            }
            if (isFirst && failed.getRetryCount() == 0 && DatabaseErrorTranslator.isLost(failed)) {
                return call(request, handler, false);
            }
            if (failed.getCause() instanceof Exception cause) {
                throw cause;
            }
            throw failed;
        }
    }

    @Override
    public void beforeCommit(TransactionExecution transaction) {
        RequestAttributes request = RequestContextHolder.getRequestAttributes();
        if (request != null && !transaction.isReadOnly()) {
            request.setAttribute(COMMITTING, true, RequestAttributes.SCOPE_REQUEST);
        }
    }

    @Override
    public void afterCommit(TransactionExecution transaction, @Nullable Throwable failure) {
        RequestAttributes request = RequestContextHolder.getRequestAttributes();
        if (request != null && failure == null) {
            request.removeAttribute(COMMITTING, RequestAttributes.SCOPE_REQUEST);
        }
    }

    private static boolean isInDoubt(Throwable failure) {
        RequestAttributes request = RequestContextHolder.getRequestAttributes();
        return request != null && request.getAttribute(COMMITTING, RequestAttributes.SCOPE_REQUEST) != null
                && request.getAttribute(REPEATABLE, RequestAttributes.SCOPE_REQUEST) == null
                && !DatabaseErrorTranslator.isRolledBack(failure);
    }
}
