package io.opportunities.database.embedded;

import io.opportunities.database.DatabaseOrigin;
import java.io.IOException;
import javax.sql.DataSource;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.availability.AvailabilityChangeEvent;
import org.springframework.boot.availability.LivenessState;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.jdbc.autoconfigure.DataSourceAutoConfiguration;
import org.springframework.boot.jdbc.autoconfigure.JdbcConnectionDetails;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Condition;
import org.springframework.context.annotation.ConditionContext;
import org.springframework.context.annotation.Conditional;
import org.springframework.core.type.AnnotatedTypeMetadata;

/**
 * Runs the embedded PostgreSQL if no other database is configured.
 *
 * <p> It is an auto-configuration, because only these are evaluated after all beans of the application and its tests are known. The pool
 * depends on the connection details, so Spring closes it before it stops the server.
 */
@AutoConfiguration(before = DataSourceAutoConfiguration.class)
@EnableConfigurationProperties(EmbeddedDatabaseSettings.class)
class EmbeddedDatabaseAutoConfiguration {

    @Bean
    @Conditional(NoDatasourceUrl.class)
    @ConditionalOnMissingBean({JdbcConnectionDetails.class, DataSource.class})
    EmbeddedDatabase embeddedDatabase(EmbeddedDatabaseSettings settings, ApplicationEventPublisher events) throws IOException {
        EmbeddedDatabase database = EmbeddedDatabase.start(settings.path());
        database.watch(sound -> AvailabilityChangeEvent.publish(events, database, sound ? LivenessState.CORRECT : LivenessState.BROKEN));
        return database;
    }

    @Bean
    @ConditionalOnMissingBean
    DatabaseOrigin databaseKind(ObjectProvider<EmbeddedDatabase> embedded) {
        return new DatabaseOrigin(embedded.stream().findAny().isPresent());
    }

    /** Blank counts as unset, as in {@code SPRING_DATASOURCE_URL=} of an .env file. */
    static class NoDatasourceUrl implements Condition {

        @Override
        public boolean matches(ConditionContext context, AnnotatedTypeMetadata metadata) {
            return context.getEnvironment().getProperty("spring.datasource.url", "").isBlank();
        }
    }
}
