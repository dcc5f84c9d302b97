package io.opportunities;

import io.opportunities.address.AddressParser;
import java.time.Clock;
import java.time.InstantSource;
import java.time.ZoneOffset;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.boot.context.properties.ConfigurationPropertiesScan;
import org.springframework.context.annotation.Bean;
import org.springframework.data.jpa.repository.config.EnableJpaRepositories;
import org.springframework.data.jpa.repository.query.DeclaredQuery;
import org.springframework.data.jpa.repository.query.QueryEnhancerFactories;
import org.springframework.data.jpa.repository.query.QueryEnhancerFactory;
import org.springframework.data.jpa.repository.query.QueryEnhancerSelector;

/** Starts the service. */
@SpringBootApplication
@ConfigurationPropertiesScan
@EnableJpaRepositories(queryEnhancerSelector = OpportunitiesApplication.QueriesAsWritten.class)
public class OpportunitiesApplication {

    public static void main(String[] args) {
        SpringApplication.run(OpportunitiesApplication.class, args);
    }

    /**
     * Provides the time in milliseconds, the precision of responses. The first response and every later one thus contain the same instant.
     */
    @Bean
    InstantSource time() {
        return Clock.tickMillis(ZoneOffset.UTC);
    }

    @Bean
    AddressParser addressParser() {
        return new AddressParser();
    }

    /**
     * Leaves the queries of repositories to Hibernate, which parses and checks each one at start. Spring Data would parse them again to add
     * a sort order or a count, which no query here needs.
     */
    static final class QueriesAsWritten implements QueryEnhancerSelector {

        @Override
        public QueryEnhancerFactory select(DeclaredQuery query) {
            return QueryEnhancerFactories.fallback();
        }
    }
}
