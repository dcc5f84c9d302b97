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

    /** The time in milliseconds, which is what the wire shows: the first answer and every later one show the same instant. */
    @Bean
    InstantSource time() {
        return Clock.tickMillis(ZoneOffset.UTC);
    }

    @Bean
    AddressParser addressParser() {
        return new AddressParser();
    }

    /**
     * Leaves the queries of the repositories to Hibernate, which reads and checks each one at start. Spring Data would parse them once
     * more, to add a sort order or to count, and none of them asks for that.
     */
    static final class QueriesAsWritten implements QueryEnhancerSelector {

        @Override
        public QueryEnhancerFactory select(DeclaredQuery query) {
            return QueryEnhancerFactories.fallback();
        }
    }
}
