package io.opportunities.database;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariConfigMXBean;
import com.zaxxer.hikari.HikariDataSource;
import jakarta.annotation.PreDestroy;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.Objects;
import java.util.Properties;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicReference;
import javax.sql.DataSource;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.HealthIndicator;
import org.springframework.boot.health.contributor.Status;
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
    private static final Status DEGRADED = new Status("DEGRADED");
    private static final String LOST_NODES = """
            select coalesce(string_agg(nodename || ':' || nodeport, ', ' order by groupid), '') from pg_dist_node
             where groupid > 0 and not citus_check_connection_to_node(nodename, nodeport)""";

    private final HikariDataSource line;
    private final boolean sharded;
    private final AtomicBoolean away = new AtomicBoolean();
    private final AtomicReference<String> lost = new AtomicReference<>("");

    DatabaseHealth(DataSource pool, ShardSettings shards) {
        this.sharded = shards.sharded();
        this.line = new HikariDataSource(lineLike(Objects.requireNonNull(
                DataSourceUnwrapper.unwrap(pool, HikariConfigMXBean.class, HikariDataSource.class), "the pool is one of HikariCP")));
    }

    @Override
    public Health health() {
        try (Connection connection = line.getConnection()) {
            return connection.isValid((int) TIMEOUT.toSeconds()) ? withNodes(connection, up()) : down("it is silent");
        } catch (SQLException failure) {
            return down(failure.toString());
        }
    }

    /** Without one of its nodes the database is degraded: the service is ready for the companies of the others. */
    private Health withNodes(Connection connection, Health up) {
        if (!sharded) {
            return up;
        }
        String nodes = lostNodes(connection);
        if (!lost.getAndSet(nodes).equals(nodes)) {
            if (nodes.isEmpty()) {
                LOG.info("All nodes of the database answer again");
            } else {
                LOG.warn("Nodes of the database do not answer, and their companies are out of service: {}", nodes);
            }
        }
        return nodes.isEmpty() ? up : Health.status(DEGRADED).withDetail("lost", nodes).build();
    }

    private static String lostNodes(Connection connection) {
        try (Statement statement = connection.createStatement()) {
            statement.setQueryTimeout((int) TIMEOUT.toSeconds());
            try (ResultSet nodes = statement.executeQuery(LOST_NODES)) {
                nodes.next();
                return nodes.getString(1);
            }
        } catch (SQLException failure) {
            return "one that is silent";
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
