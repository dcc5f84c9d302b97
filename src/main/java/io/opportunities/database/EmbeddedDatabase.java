package io.opportunities.database;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.Map;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.jdbc.autoconfigure.JdbcConnectionDetails;
import org.springframework.util.FileSystemUtils;

/** A PostgreSQL of the service's own, whose data outlives it. */
final class EmbeddedDatabase implements JdbcConnectionDetails, AutoCloseable {

    private static final Logger log = LoggerFactory.getLogger(EmbeddedDatabase.class);

    private final DirectoryLock lock;
    private final PostgresServer server;
    private final String password;

    private EmbeddedDatabase(DirectoryLock lock, PostgresServer server, String password) {
        this.lock = lock;
        this.server = server;
        this.password = password;
    }

    static EmbeddedDatabase start(Path path) {
        return start(path, PostgresServer.DURABLE);
    }

    /**
     * Starts PostgreSQL on the data directory, new or old, and holds the directory until {@link #close()}.
     *
     * @param settings of the server, by the names in postgresql.conf
     * @throws EmbeddedDatabaseException when it can not, or when another service holds the directory
     */
    static EmbeddedDatabase start(Path path, Map<String, String> settings) {
        try {
            DataDirectory directory = DataDirectory.at(path);
            DirectoryLock lock = DirectoryLock.hold(directory);
            try {
                return start(directory, lock, settings);
            } catch (IOException | SQLException | RuntimeException e) {
                try (lock) {
                    Postmaster.clear(directory.cluster());
                }
                throw e;
            }
        } catch (IOException | SQLException e) {
            throw new EmbeddedDatabaseException("The embedded PostgreSQL can not use the data directory %s: %s"
                    .formatted(path.toAbsolutePath().normalize(), e), e);
        }
    }

    private static EmbeddedDatabase start(DataDirectory directory, DirectoryLock lock, Map<String, String> settings)
            throws IOException, SQLException {
        for (Path unfinished : directory.unfinished()) {
            clear(unfinished);
        }
        if (!Files.exists(directory.cluster())) {
            create(directory);
        }
        PostgresServer server = PostgresServer.start(directory, directory.cluster(), settings);
        EmbeddedDatabase database = new EmbeddedDatabase(lock, server, directory.password());
        ServiceRole.admit(server.url("postgres"), PostgresServer.SUPERUSER, directory.password());
        log.info("Embedded PostgreSQL {} serves 127.0.0.1:{} from {}", database.version(), server.port(),
                directory.root());
        return database;
    }

    /** Fills a cluster beside the place of the final one, so that a process killed midway leaves nothing half done there. */
    private static void create(DataDirectory directory) throws IOException, SQLException {
        Path cluster = directory.begin();
        String password = directory.password();
        try (PostgresServer server = PostgresServer.start(directory, cluster, PostgresServer.DURABLE)) {
            ServiceRole.create(server.url("postgres"), PostgresServer.SUPERUSER, password, password);
        }
        directory.complete(cluster);
    }

    private static void clear(Path unfinished) throws IOException {
        Postmaster.clear(unfinished);
        try {
            FileSystemUtils.deleteRecursively(unfinished);
        } catch (IOException e) {
            log.info("{} is not of use any more and left for the next start to delete: {}", unfinished, e.toString());
        }
    }

    private String version() throws SQLException {
        try (Connection connection = DriverManager.getConnection(getJdbcUrl(), getUsername(), getPassword())) {
            return connection.getMetaData().getDatabaseProductVersion();
        }
    }

    @Override
    public String getJdbcUrl() {
        return server.url(ServiceRole.NAME);
    }

    @Override
    public String getUsername() {
        return ServiceRole.NAME;
    }

    @Override
    public String getPassword() {
        return password;
    }

    @Override
    public void close() throws IOException {
        try (lock) {
            server.close();
            log.info("Embedded PostgreSQL is stopped");
        }
    }
}
