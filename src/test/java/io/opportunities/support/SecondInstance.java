package io.opportunities.support;

import io.opportunities.OpportunitiesApplication;
import java.time.Clock;
import java.time.Duration;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.stream.Stream;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.boot.jdbc.autoconfigure.JdbcConnectionDetails;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.support.GenericApplicationContext;

/** Another instance of the service on the tests' database, like a second replica. */
public final class SecondInstance implements AutoCloseable {

    private final ConfigurableApplicationContext context;

    /** @param settings as {@code name=value}; the rate limit is off unless they set it */
    public static SecondInstance beside(Service service, String... settings) {
        return on(service.database().getJdbcUrl(), service.database(), settings);
    }

    /** Starts an instance with a clock ahead of the others, or behind for a negative duration. */
    public static SecondInstance ahead(Service service, Duration by) {
        return new SecondInstance(new SpringApplicationBuilder(OpportunitiesApplication.class)
                .initializers(context -> ((GenericApplicationContext) context).registerBean("otherTime", InstantSource.class,
                        () -> Clock.offset(Clock.tickMillis(ZoneOffset.UTC), by), definition -> definition.setPrimary(true))),
                service.database().getJdbcUrl(), service.database());
    }

    /** Starts an instance with another connection to the database. */
    public static SecondInstance on(String databaseUrl, JdbcConnectionDetails database, String... settings) {
        return new SecondInstance(new SpringApplicationBuilder(OpportunitiesApplication.class), databaseUrl, database, settings);
    }

    private SecondInstance(SpringApplicationBuilder service, String databaseUrl, JdbcConnectionDetails database, String... settings) {
        Stream<String> usual = Stream.of(
                "server.port=0",
                "management.server.port=0",
                "spring.datasource.url=" + databaseUrl,
                "spring.datasource.username=" + database.getUsername(),
                "spring.datasource.password=" + database.getPassword());
        this.context = service.properties("opportunities.rate-limit.per-second=0")
                .run(Stream.concat(usual, Arrays.stream(settings)).map(setting -> "--" + setting).toArray(String[]::new));
    }

    public String url() {
        return "http://localhost:" + context.getEnvironment().getRequiredProperty("local.server.port");
    }

    public String managementUrl() {
        return "http://localhost:" + context.getEnvironment().getRequiredProperty("local.management.port");
    }

    @Override
    public void close() {
        context.close();
    }
}
