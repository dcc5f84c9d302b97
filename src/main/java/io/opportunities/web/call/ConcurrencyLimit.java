package io.opportunities.web.call;

import io.github.resilience4j.bulkhead.Bulkhead;
import io.github.resilience4j.bulkhead.BulkheadConfig;
import io.github.resilience4j.bulkhead.BulkheadFullException;
import io.opportunities.common.metrics.RejectionCounter;
import io.opportunities.web.error.ApiException;
import io.opportunities.web.server.RequestSettings;
import jakarta.servlet.http.HttpServletRequest;
import java.time.Duration;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;

/**
 * Rejects requests over the limit at once, which would otherwise queue for the database until their clients time out. A request counts
 * after its body is read: slow senders occupy no permit.
 */
@Component
@Order(ConcurrencyLimit.ORDER)
final class ConcurrencyLimit implements CallInterceptor {

    static final int ORDER = 0;

    private final Bulkhead places;
    private final RejectionCounter refusals;

    ConcurrencyLimit(RequestSettings settings, RejectionCounter refusals) {
        this.places = Bulkhead.of("requests",
                BulkheadConfig.custom().maxConcurrentCalls(settings.maxConcurrentRequests()).maxWaitDuration(Duration.ZERO)
                        .writableStackTraceEnabled(false).build());
        this.refusals = refusals;
    }

    @Override
    public @Nullable Object call(HttpServletRequest request, Callable<@Nullable Object> handler) throws Exception {
        try {
            places.acquirePermission();
        } catch (BulkheadFullException full) {
            refusals.count(RejectionCounter.Limit.LOAD);
            throw ApiException.unavailable("the service has more to do than it can do at once; try again");
        }
        try {
            return handler.call();
        } finally {
            places.onComplete();
        }
    }
}
