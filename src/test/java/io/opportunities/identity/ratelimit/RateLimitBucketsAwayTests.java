package io.opportunities.identity.ratelimit;

import static org.assertj.core.api.Assertions.assertThat;

import io.opportunities.web.error.ApiException;
import io.opportunities.web.error.ErrorCode;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.datasource.AbstractDataSource;

class RateLimitBucketsAwayTests {

    private static final Duration POOL_TIMEOUT = Duration.ofSeconds(3);
    private static final RateLimitSettings SETTINGS = new RateLimitSettings(20, 0);

    private final ApiKeyRateLimiter limits = new ApiKeyRateLimiter(SETTINGS,
            new RateLimitBuckets(SETTINGS, new Away(), InstantSource.system()),
            InstantSource.system());

    @Test
    void concurrentCallsOfOneKeyAllFailAfterOneWait() throws Exception {
        Instant start = Instant.now();
        try (ExecutorService clients = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Future<ErrorCode>> answers = IntStream.range(0, 50).mapToObj(i -> clients.submit(this::spend)).toList();
            for (Future<ErrorCode> answer : answers) {
                assertThat(answer.get()).isEqualTo(ErrorCode.UNAVAILABLE);
            }
        }

        assertThat(Duration.between(start, Instant.now())).isLessThan(POOL_TIMEOUT.multipliedBy(2));
    }

    private ErrorCode spend() {
        try {
            limits.consume(1, 1);
            throw new AssertionError("was counted");
        } catch (ApiException refusal) {
            return refusal.code();
        }
    }

    /** A pool of an unavailable database. */
    private static final class Away extends AbstractDataSource {

        @Override
        public Connection getConnection() throws SQLException {
            try {
                Thread.sleep(POOL_TIMEOUT);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
            throw new SQLException("no connection", "08001");
        }

        @Override
        public Connection getConnection(String user, String password) throws SQLException {
            return getConnection();
        }
    }
}
