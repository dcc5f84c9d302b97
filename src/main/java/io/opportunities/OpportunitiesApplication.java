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
@EnableJpaRepositories(queryEnhancerSelector = OpportunitiesApplication.UnparsedQueries.class)
public class OpportunitiesApplication {

    /** As no query of ours is sorted or paged by changing its text, it is left to Hibernate alone to parse it. */
    static class UnparsedQueries implements QueryEnhancerSelector {

        @Override
        public QueryEnhancerFactory select(DeclaredQuery query) {
            return QueryEnhancerFactories.fallback();
        }

    }

    public static void main(String[] args) {
        SpringApplication.run(OpportunitiesApplication.class, args);
    }

    /** The time in milliseconds, which is what the wire shows: the first answer and every later one show the same instant. */
    @Bean
    InstantSource time() {
        return Clock.tickMillis(ZoneOffset.UTC);
    }

    @Bean
    AddressParser addressParser() {
        return new AddressParser();
    }
}
