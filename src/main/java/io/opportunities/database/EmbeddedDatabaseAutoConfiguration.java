package io.opportunities.database;

import javax.sql.DataSource;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.jdbc.autoconfigure.DataSourceAutoConfiguration;
import org.springframework.boot.jdbc.autoconfigure.JdbcConnectionDetails;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Condition;
import org.springframework.context.annotation.ConditionContext;
import org.springframework.context.annotation.Conditional;
import org.springframework.core.type.AnnotatedTypeMetadata;

/**
 * Runs the embedded PostgreSQL when nobody named another one.
 *
 * <p>
 * An auto-configuration, since only these are asked after all beans of the application and its tests are known.
 * The pool depends on the connection details, so Spring closes it before it stops the server.
 */
@AutoConfiguration(before = DataSourceAutoConfiguration.class)
@EnableConfigurationProperties(EmbeddedDatabaseSettings.class)
class EmbeddedDatabaseAutoConfiguration {

    @Bean
    @Conditional(NoDatasourceUrl.class)
    @ConditionalOnMissingBean({JdbcConnectionDetails.class, DataSource.class})
    EmbeddedDatabase embeddedDatabase(EmbeddedDatabaseSettings settings) {
        return EmbeddedDatabase.start(settings.path());
    }

    @Bean
    @ConditionalOnMissingBean
    DatabaseKind databaseKind(ObjectProvider<EmbeddedDatabase> embedded) {
        return new DatabaseKind(embedded.stream().findAny().isPresent());
    }

    /** Blank counts as unset, as in {@code SPRING_DATASOURCE_URL=} of an .env file. */
    static class NoDatasourceUrl implements Condition {

        @Override
        public boolean matches(ConditionContext context, AnnotatedTypeMetadata metadata) {
            return context.getEnvironment().getProperty("spring.datasource.url", "").isBlank();
        }
    }
}
