package io.opportunities;

import java.util.Arrays;
import java.util.stream.Stream;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.boot.jdbc.autoconfigure.JdbcConnectionDetails;
import org.springframework.context.ConfigurableApplicationContext;

/** Another instance of the service on the tests' database, as a second replica would be. */
public final class SecondInstance implements AutoCloseable {

    private final ConfigurableApplicationContext context;

    private SecondInstance(ConfigurableApplicationContext context) {
        this.context = context;
    }

    /** @param settings as {@code name=value}; the rate limit is off unless they say otherwise */
    public static SecondInstance beside(Service service, String... settings) {
        return on(service.database().getJdbcUrl(), service.database(), settings);
    }

    /** One that reaches the database another way. */
    static SecondInstance on(String databaseUrl, JdbcConnectionDetails database, String... settings) {
        Stream<String> usual = Stream.of(
                "server.port=0",
                "management.server.port=0",
                "spring.datasource.url=" + databaseUrl,
                "spring.datasource.username=" + database.getUsername(),
                "spring.datasource.password=" + database.getPassword());
        return new SecondInstance(new SpringApplicationBuilder(OpportunitiesApplication.class)
                .properties("opportunities.rate-limit.per-second=0")
                .run(Stream.concat(usual, Arrays.stream(settings)).map(setting -> "--" + setting).toArray(String[]::new)));
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
