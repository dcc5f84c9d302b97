package io.opportunities.database;

import com.zaxxer.hikari.HikariDataSource;
import com.zaxxer.hikari.HikariPoolMXBean;
import java.util.Optional;
import java.util.stream.Stream;
import javax.sql.DataSource;
import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.MigrationState;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.flyway.autoconfigure.FlywayConnectionDetails;
import org.springframework.boot.flyway.autoconfigure.FlywayMigrationStrategy;
import org.springframework.boot.flyway.autoconfigure.FlywayProperties;
import org.springframework.boot.jdbc.DataSourceUnwrapper;
import org.springframework.boot.jdbc.autoconfigure.JdbcConnectionDetails;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/**
 * Migrates the schema on separate connections. They act as the owner of the tables, where those of the pool act as the service's role, and
 * have no request timeouts.
 */
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(FlywayProperties.class)
class MigrationConfiguration {

    private static final Logger LOG = LoggerFactory.getLogger(MigrationConfiguration.class);

    @Bean
    FlywayConnectionDetails flywayConnectionDetails(JdbcConnectionDetails service, FlywayProperties own) {
        return new Details(Optional.ofNullable(own.getUrl()).orElse(service.getJdbcUrl()),
                own.getUser() == null ? service.getUsername() : own.getUser(),
                own.getUser() == null ? service.getPassword() : own.getPassword());
    }

    /**
     * Migrates, unless a newer release made the schema: Flyway would replace its functions by the older ones of this release. Replaces
     * connections that were opened before the first migration created the role, because they act as the owner.
     */
    @Bean
    FlywayMigrationStrategy flywayMigrationStrategy(DataSource connections, ShardSettings shards) {
        return flyway -> {
            if (isOlderThanSchema(flyway)) {
                LOG.info("The schema is of a newer release, and stays as it is");
                shards.check(flyway.getConfiguration().getDataSource());
            } else {
                flyway.migrate();
                shards.check(flyway.getConfiguration().getDataSource());
                shards.distributeTables(flyway.getConfiguration().getDataSource());
            }
            HikariDataSource pool = DataSourceUnwrapper.unwrap(connections, HikariDataSource.class);
            HikariPoolMXBean opened = pool == null ? null : pool.getHikariPoolMXBean();
            if (opened != null) {
                opened.softEvictConnections();
            }
        };
    }

    private static boolean isOlderThanSchema(Flyway flyway) {
        return Stream.of(flyway.info().all()).anyMatch(migration -> migration.getState() == MigrationState.FUTURE_SUCCESS);
    }

    private record Details(String getJdbcUrl, @Nullable String getUsername, @Nullable String getPassword)
            implements
                FlywayConnectionDetails {}
}
