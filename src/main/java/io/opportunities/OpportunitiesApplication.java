package io.opportunities;

import io.opportunities.address.AddressParser;
import java.time.Clock;
import java.time.InstantSource;
import java.time.ZoneOffset;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.boot.context.properties.ConfigurationPropertiesScan;
import org.springframework.context.annotation.Bean;

/** Starts the service. */
@SpringBootApplication
@ConfigurationPropertiesScan
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
}
