package io.opportunities.database;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.Map;
import org.springframework.boot.jdbc.autoconfigure.JdbcConnectionDetails;
import org.springframework.util.FileSystemUtils;
import org.testcontainers.postgresql.PostgreSQLContainer;

/** Empty databases for tests, set up as the service's own: the service's role is no superuser. */
public final class TestDatabase {

    private static final Map<String, String> FAST = Map.of("fsync", "off", "synchronous_commit", "off",
            "full_page_writes", "off");

    private TestDatabase() {}

    /** An embedded PostgreSQL that ends, with its data, after the last application context of this process. */
    public static JdbcConnectionDetails embedded() {
        try {
            Path directory = Files.createTempDirectory("opportunities-tests");
            EmbeddedDatabase database = EmbeddedDatabase.start(directory, FAST);
            Runtime.getRuntime().addShutdownHook(new Thread(() -> end(directory)));
            return new Details(database.getJdbcUrl(), database.getPassword());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /**
     * Makes a database in the directory, and leaves it there without a server.
     *
     * @return the password of its superuser and of the service's role
     */
    public static String create(Path directory) throws IOException {
        EmbeddedDatabase.start(directory, FAST).close();
        return DataDirectory.at(directory).password();
    }

    /** Lets PostgreSQL go when its last connection closes, that is after the contexts, which close at the same time. */
    private static void end(Path directory) {
        try {
            Postmaster.clear(DataDirectory.at(directory).cluster());
            FileSystemUtils.deleteRecursively(directory);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The database of a container that runs; Testcontainers removes it after this process. */
    public static JdbcConnectionDetails in(PostgreSQLContainer container) {
        try {
            ServiceRole.create(container.getJdbcUrl(), container.getUsername(), container.getPassword(), "test");
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
        return new Details("jdbc:postgresql://%s:%d/%s".formatted(container.getHost(),
                container.getMappedPort(PostgreSQLContainer.POSTGRESQL_PORT), ServiceRole.NAME), "test");
    }

    private record Details(String getJdbcUrl, String getPassword) implements JdbcConnectionDetails {

        @Override
        public String getUsername() {
            return ServiceRole.NAME;
        }
    }
}
