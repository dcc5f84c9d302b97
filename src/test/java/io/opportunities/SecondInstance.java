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

    /** @param settings of its own, such as {@code --server.port=8080} */
    public static SecondInstance beside(Service service, String... settings) {
        JdbcConnectionDetails database = service.database();
        Stream<String> own = Stream.of(
                "--server.port=0",
                "--management.server.port=0",
                "--spring.datasource.url=" + database.getJdbcUrl(),
                "--spring.datasource.username=" + database.getUsername(),
                "--spring.datasource.password=" + database.getPassword());
        return new SecondInstance(new SpringApplicationBuilder(OpportunitiesApplication.class)
                .run(Stream.concat(own, Arrays.stream(settings)).toArray(String[]::new)));
    }

    public String url() {
        return "http://localhost:" + context.getEnvironment().getRequiredProperty("local.server.port");
    }

    @Override
    public void close() {
        context.close();
    }
}
