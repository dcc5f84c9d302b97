package io.opportunities.database;

import com.zaxxer.hikari.HikariDataSource;
import com.zaxxer.hikari.HikariPoolMXBean;
import java.util.Optional;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.flyway.autoconfigure.FlywayConnectionDetails;
import org.springframework.boot.flyway.autoconfigure.FlywayMigrationStrategy;
import org.springframework.boot.flyway.autoconfigure.FlywayProperties;
import org.springframework.boot.jdbc.DataSourceUnwrapper;
import org.springframework.boot.jdbc.autoconfigure.JdbcConnectionDetails;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/**
 * Migrates the schema on connections of its own: as the owner of the tables, where those of the pool act as the service's role, and without
 * the time-outs of requests.
 */
@Configuration(proxyBeanMethods = false)
class Migration {

    @Bean
    FlywayConnectionDetails flywayConnectionDetails(JdbcConnectionDetails service, FlywayProperties own) {
        return new Details(Optional.ofNullable(own.getUrl()).orElse(service.getJdbcUrl()),
                own.getUser() == null ? service.getUsername() : own.getUser(),
                own.getUser() == null ? service.getPassword() : own.getPassword());
    }

    /** Connections that were opened before the first migration made the role act as the owner; they are replaced. */
    @Bean
    FlywayMigrationStrategy flywayMigrationStrategy(DataSource connections) {
        return flyway -> {
            flyway.migrate();
            HikariDataSource pool = DataSourceUnwrapper.unwrap(connections, HikariDataSource.class);
            HikariPoolMXBean opened = pool == null ? null : pool.getHikariPoolMXBean();
            if (opened != null) {
                opened.softEvictConnections();
            }
        };
    }

    private record Details(String getJdbcUrl, @Nullable String getUsername, @Nullable String getPassword)
            implements
                FlywayConnectionDetails {}
}
