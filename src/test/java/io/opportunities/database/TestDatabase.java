package io.opportunities.database;

import io.opportunities.database.embedded.DataDirectory;
import io.opportunities.database.embedded.EmbeddedDatabase;
import io.opportunities.database.embedded.PostgresProcess;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.Map;
import org.springframework.boot.jdbc.autoconfigure.JdbcConnectionDetails;
import org.springframework.util.FileSystemUtils;
import org.testcontainers.postgresql.PostgreSQLContainer;

/** Empty databases for tests, set up like the service's own: the service's role is no superuser. */
public final class TestDatabase {

    private static final Map<String, String> FAST = Map.of("fsync", "off", "synchronous_commit", "off",
            "full_page_writes", "off");

    private TestDatabase() {}

    /** Returns an embedded PostgreSQL that ends, with its data, after the last application context of this process. */
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
     * Creates a database in the directory, without starting a server.
     *
     * @return the password of its superuser and of the service's role
     */
    public static String create(Path directory) throws IOException {
        EmbeddedDatabase.start(directory, FAST).close();
        return DataDirectory.at(directory).password();
    }

    /** Stops PostgreSQL after its last connection closes. The contexts close at the same time, and so before it. */
    private static void end(Path directory) {
        try {
            PostgresProcess.clear(DataDirectory.at(directory).cluster());
            FileSystemUtils.deleteRecursively(directory);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Returns the database of a running container; Testcontainers removes it after this process. */
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
