package io.opportunities.common;

import io.github.resilience4j.bulkhead.Bulkhead;
import io.github.resilience4j.bulkhead.BulkheadConfig;
import io.github.resilience4j.bulkhead.BulkheadFullException;
import jakarta.servlet.http.HttpServletRequest;
import java.time.Duration;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;

/**
 * Refuses at once what would only queue for the database until its client gives up. A request counts from when it was read in full: slow
 * senders take nobody's place.
 */
@Component
@Order(LoadLimit.ORDER)
final class LoadLimit implements AroundHandler {

    static final int ORDER = 0;

    private final Bulkhead places;
    private final Refusals refusals;

    LoadLimit(RequestSettings settings, Refusals refusals) {
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
            refusals.count(Refusals.Limit.LOAD);
            throw ApiException.unavailable("the service has more to do than it can do at once; try again");
        }
        try {
            return handler.call();
        } finally {
            places.onComplete();
        }
    }
}
