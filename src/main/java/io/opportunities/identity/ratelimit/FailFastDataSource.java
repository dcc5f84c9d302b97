package io.opportunities.identity.ratelimit;

import io.github.resilience4j.circuitbreaker.CircuitBreaker;
import io.github.resilience4j.circuitbreaker.CircuitBreakerConfig;
import io.github.resilience4j.circuitbreaker.CircuitBreakerConfig.SlidingWindowType;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import javax.sql.DataSource;
import org.springframework.jdbc.datasource.DelegatingDataSource;

/**
 * Provides the pool's connections for the buckets and fails fast after a failure. Calls with one key queue for their bucket, and otherwise
 * each would wait for the pool in turn.
 */
final class FailFastDataSource extends DelegatingDataSource {

    private static final Duration OPEN_DURATION = Duration.ofSeconds(1);

    private final CircuitBreaker breaker = CircuitBreaker.of("rate-limit", CircuitBreakerConfig.custom()
            .slidingWindowType(SlidingWindowType.COUNT_BASED)
            .slidingWindowSize(1)
            .minimumNumberOfCalls(1)
            .waitDurationInOpenState(OPEN_DURATION)
            .permittedNumberOfCallsInHalfOpenState(1)
            .build());

    FailFastDataSource(DataSource pool) {
        super(pool);
    }

    /** @throws io.github.resilience4j.circuitbreaker.CallNotPermittedException within a second after a failure to get a connection */
    @Override
    public Connection getConnection() throws SQLException {
        try {
            return breaker.executeCallable(super::getConnection);
        } catch (SQLException | RuntimeException failure) {
            throw failure;
        } catch (Exception impossible) {
            throw new IllegalStateException(impossible);
        }
    }
}
