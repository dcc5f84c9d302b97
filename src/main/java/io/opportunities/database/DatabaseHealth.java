package io.opportunities.database;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariConfigMXBean;
import com.zaxxer.hikari.HikariDataSource;
import jakarta.annotation.PreDestroy;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Objects;
import java.util.Properties;
import java.util.concurrent.atomic.AtomicBoolean;
import javax.sql.DataSource;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.HealthIndicator;
import org.springframework.boot.jdbc.DataSourceUnwrapper;
import org.springframework.stereotype.Component;

/**
 * Reports within two seconds whether the database responds. It uses a connection outside the pool: an exhausted pool makes the service
 * slow, but not unready.
 */
@Component("dbHealthIndicator")
final class DatabaseHealth implements HealthIndicator {

    private static final Logger LOG = LoggerFactory.getLogger(DatabaseHealth.class);

    private static final Duration TIMEOUT = Duration.ofSeconds(1);

    private final HikariDataSource line;
    private final AtomicBoolean away = new AtomicBoolean();

    DatabaseHealth(DataSource pool) {
        this.line = new HikariDataSource(lineLike(Objects.requireNonNull(
                DataSourceUnwrapper.unwrap(pool, HikariConfigMXBean.class, HikariDataSource.class), "the pool is one of HikariCP")));
    }

    @Override
    public Health health() {
        try (Connection connection = line.getConnection()) {
            return connection.isValid((int) TIMEOUT.toSeconds()) ? up() : down("it is silent");
        } catch (SQLException failure) {
            return down(failure.toString());
        }
    }

    @PreDestroy
    void close() {
        line.close();
    }

    private Health up() {
        if (away.getAndSet(false)) {
            LOG.info("The database answers again");
        }
        return Health.up().build();
    }

    private Health down(String reason) {
        if (!away.getAndSet(true)) {
            LOG.warn("The database does not answer, so the service is not ready: {}", reason);
        }
        return Health.down().build();
    }

    private static HikariConfig lineLike(HikariDataSource pool) {
        HikariConfig line = new HikariConfig();
        pool.copyStateTo(line);
        Properties driver = new Properties();
        driver.putAll(pool.getDataSourceProperties());
        driver.put("connectTimeout", String.valueOf(TIMEOUT.toSeconds()));
        driver.put("socketTimeout", String.valueOf(TIMEOUT.plus(TIMEOUT).toSeconds()));
        line.setDataSourceProperties(driver);
        line.setPoolName("health");
        line.setMaximumPoolSize(1);
        line.setMinimumIdle(1);
        line.setConnectionTimeout(TIMEOUT.toMillis());
        line.setValidationTimeout(TIMEOUT.toMillis() / 2);
        line.setInitializationFailTimeout(-1);
        line.setMetricsTrackerFactory(null);
        return line;
    }
}
