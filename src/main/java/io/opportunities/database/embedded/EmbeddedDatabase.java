package io.opportunities.database.embedded;

import io.opportunities.database.ServiceRole;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Map;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.jdbc.autoconfigure.JdbcConnectionDetails;
import org.springframework.util.FileSystemUtils;

/** A PostgreSQL server that the service runs itself; its data outlives the service. */
public final class EmbeddedDatabase implements JdbcConnectionDetails, AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(EmbeddedDatabase.class);
    private static final Duration PAUSE = Duration.ofSeconds(1);
    private static final int FAILURES = 5;

    private final DataDirectory directory;
    private final DirectoryLock lock;
    private final Map<String, String> settings;
    private final String password;
    private PostgresServer server;
    private @Nullable Thread watch;

    private EmbeddedDatabase(DataDirectory directory, DirectoryLock lock, Map<String, String> settings, PostgresServer server)
            throws IOException {
        this.directory = directory;
        this.lock = lock;
        this.settings = settings;
        this.password = directory.password();
        this.server = server;
    }

    public static EmbeddedDatabase start(Path path) {
        return start(path, PostgresServer.DURABLE);
    }

    /**
     * Starts PostgreSQL on the data directory, new or old, and locks the directory until {@link #close()}.
     *
     * @param settings of the server, by the names in postgresql.conf
     * @throws EmbeddedDatabaseException if the server cannot start, or another service has locked the directory
     */
    public static EmbeddedDatabase start(Path path, Map<String, String> settings) {
        try {
            DataDirectory directory = DataDirectory.at(path);
            DirectoryLock lock = DirectoryLock.acquire(directory);
            try {
                return start(directory, lock, settings);
            } catch (IOException | SQLException | RuntimeException e) {
                try (lock) {
                    PostgresProcess.clear(directory.cluster());
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
        EmbeddedDatabase database = new EmbeddedDatabase(directory, lock, settings, server);
        ServiceRole.grant(server.url("postgres"), PostgresServer.SUPERUSER, directory.password());
        LOG.info("Embedded PostgreSQL {} serves 127.0.0.1:{} from {}", database.version(), server.port(),
                directory.root());
        return database;
    }

    /** Creates a cluster beside its final place, so that a killed process leaves no partial cluster there. */
    private static void create(DataDirectory directory) throws IOException, SQLException {
        Path cluster = directory.begin();
        String password = directory.password();
        try (PostgresServer server = PostgresServer.start(directory, cluster, PostgresServer.DURABLE)) {
            ServiceRole.create(server.url("postgres"), PostgresServer.SUPERUSER, password, password);
        }
        directory.complete(cluster);
    }

    private static void clear(Path unfinished) throws IOException {
        PostgresProcess.clear(unfinished);
        try {
            FileSystemUtils.deleteRecursively(unfinished);
        } catch (IOException e) {
            LOG.info("{} is not of use any more and left for the next start to delete: {}", unfinished, e.toString());
        }
    }

    /**
     * Checks the server process each second, and restarts it after it has died. It does nothing on a system without process information.
     *
     * @param sound receives whether the server runs, after a restart and after several failed ones
     */
    synchronized void watch(Consumer<Boolean> sound) throws IOException {
        if (PostgresProcess.of(directory.cluster()).isPresent()) {
            watch = Thread.ofPlatform().daemon().name("embedded-postgres").start(() -> watchUntilClosed(sound));
        }
    }

    private void watchUntilClosed(Consumer<Boolean> sound) {
        int failures = 0;
        while (pause()) {
            try {
                if (restart()) {
                    failures = 0;
                    sound.accept(true);
                }
            } catch (IOException | RuntimeException | Error failure) {
                failures++;
                // processes of the dead server may run for a moment longer, and prevent a new one
                if (failures == FAILURES) {
                    LOG.error("Embedded PostgreSQL has died and does not start again", failure);
                    sound.accept(false);
                }
            }
        }
    }

    private static boolean pause() {
        try {
            Thread.sleep(PAUSE);
            return true;
        } catch (InterruptedException closed) {
            return false;
        }
    }

    /** @return whether the server had died and was restarted */
    private synchronized boolean restart() throws IOException {
        if (watch == null || PostgresProcess.of(directory.cluster()).isPresent()) {
            return false;
        }
        LOG.warn("Embedded PostgreSQL has died: starting it again");
        server = server.restart(directory, settings);
        LOG.info("Embedded PostgreSQL serves 127.0.0.1:{} again", server.port());
        return true;
    }

    private String version() throws SQLException {
        try (Connection connection = DriverManager.getConnection(getJdbcUrl(), getUsername(), getPassword())) {
            return connection.getMetaData().getDatabaseProductVersion();
        }
    }

    @Override
    public synchronized String getJdbcUrl() {
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
    public synchronized void close() throws IOException {
        if (watch != null) {
            watch.interrupt();
            watch = null;
        }
        try (lock) {
            server.close();
            LOG.info("Embedded PostgreSQL is stopped");
        }
    }
}
