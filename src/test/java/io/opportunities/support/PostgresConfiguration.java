package io.opportunities.support;

import io.opportunities.database.CitusDatabase;
import io.opportunities.database.TestDatabase;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.jdbc.autoconfigure.JdbcConnectionDetails;
import org.springframework.boot.test.context.TestConfiguration;
import org.springframework.context.annotation.Bean;
import org.testcontainers.DockerClientFactory;
import org.testcontainers.postgresql.PostgreSQLContainer;

/**
 * Configures the PostgreSQL of the tests: a container, or without Docker the embedded one.
 *
 * <p> All contexts of a test process share one database, which is empty at the start of the process.
 */
@TestConfiguration(proxyBeanMethods = false)
public class PostgresConfiguration {

    private static final Logger LOG = LoggerFactory.getLogger(PostgresConfiguration.class);

    private static final String IMAGE = "postgres:17";

    @Bean
    JdbcConnectionDetails database() {
        return Shared.DATABASE;
    }

    private static JdbcConnectionDetails start() {
        if (CitusDatabase.isGiven()) {
            return CitusDatabase.create();
        }
        if (!DockerClientFactory.instance().isDockerAvailable()) {
            return TestDatabase.embedded();
        }
        PostgreSQLContainer container = new PostgreSQLContainer(IMAGE);
        try {
            container.start();
            return TestDatabase.in(container);
        } catch (RuntimeException e) {
            LOG.warn("Docker answers but {} does not start; the tests use the embedded PostgreSQL", IMAGE, e);
            container.stop();
            return TestDatabase.embedded();
        }
    }

    private static final class Shared {

        private static final JdbcConnectionDetails DATABASE = start();
    }
}
