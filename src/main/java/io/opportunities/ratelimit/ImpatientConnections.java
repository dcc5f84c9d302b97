package io.opportunities.ratelimit;

import io.github.resilience4j.circuitbreaker.CircuitBreaker;
import io.github.resilience4j.circuitbreaker.CircuitBreakerConfig;
import io.github.resilience4j.circuitbreaker.CircuitBreakerConfig.SlidingWindowType;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import javax.sql.DataSource;
import org.springframework.jdbc.datasource.DelegatingDataSource;

/**
 * The pool's connections for the buckets, which nobody waits for in vain twice: calls with one key queue for their bucket, and each of
 * them would wait for the pool as long as the one before did.
 */
final class ImpatientConnections extends DelegatingDataSource {

    private static final Duration REST = Duration.ofSeconds(1);

    private final CircuitBreaker breaker = CircuitBreaker.of("rate-limit", CircuitBreakerConfig.custom()
            .slidingWindowType(SlidingWindowType.COUNT_BASED)
            .slidingWindowSize(1)
            .minimumNumberOfCalls(1)
            .waitDurationInOpenState(REST)
            .permittedNumberOfCallsInHalfOpenState(1)
            .build());

    ImpatientConnections(DataSource pool) {
        super(pool);
    }

    /** @throws io.github.resilience4j.circuitbreaker.CallNotPermittedException within a second after there was none to be had */
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
