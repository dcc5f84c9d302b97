package io.opportunities.database.embedded;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.lang.ProcessBuilder.Redirect;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** One run of the PostgreSQL server on a cluster. It creates an empty cluster. */
final class PostgresServer implements AutoCloseable {

    /** Settings for durability. The library's defaults are for tests: they neither wait for the disk nor require a password. */
    static final Map<String, String> DURABLE = Map.of("fsync", "on", "synchronous_commit", "on", "full_page_writes",
            "on");

    static final String SUPERUSER = "postgres";

    private static final Map<String, String> PRIVATE_AND_QUIET = Map.of("listen_addresses", "127.0.0.1",
            "unix_socket_directories", "", "log_min_messages", "log", "log_checkpoints", "off");

    private static final Logger LOG = LoggerFactory.getLogger(PostgresServer.class);
    private static final int ANY_PORT = 0;
    private static final Duration STARTUP_TIMEOUT = Duration.ofSeconds(60);

    private final EmbeddedPostgres postgres;
    private final Path cluster;

    private PostgresServer(EmbeddedPostgres postgres, Path cluster) {
        this.postgres = postgres;
        this.cluster = cluster;
    }

    /**
     * Starts the server, after it stops one of a killed service.
     *
     * @throws EmbeddedDatabaseException with PostgreSQL's own reason, if it gave one
     */
    static PostgresServer start(DataDirectory directory, Path cluster, Map<String, String> settings)
            throws IOException {
        return start(directory, cluster, settings, ANY_PORT);
    }

    /** Restarts a dead server, on its port and its data. */
    PostgresServer restart(DataDirectory directory, Map<String, String> settings) throws IOException {
        int port = port();
        PostgresProcess.clear(cluster);
        try {
            postgres.close();
        } catch (IOException | RuntimeException alreadyDead) {
            LOG.debug("A server that has died could not be stopped", alreadyDead);
        }
        return start(directory, cluster, settings, port);
    }

    private static PostgresServer start(DataDirectory directory, Path cluster, Map<String, String> settings, int port)
            throws IOException {
        PostgresProcess.clear(cluster);
        Files.deleteIfExists(directory.log());
        try {
            return new PostgresServer(builder(directory, cluster, settings).setPort(port).start(), cluster);
        } catch (IOException | RuntimeException | ExceptionInInitializerError e) {
            PostgresProcess.clear(cluster);
            throw new EmbeddedDatabaseException("The embedded PostgreSQL did not start in %s: %s"
                    .formatted(directory.root(), reason(directory.log()).orElse(e.getMessage())), e);
        }
    }

    private static EmbeddedPostgres.Builder builder(DataDirectory directory, Path cluster, Map<String, String> settings)
            throws IOException {
        EmbeddedPostgres.Builder builder = EmbeddedPostgres.builder().setDataDirectory(cluster)
                .setCleanDataDirectory(false).setOverrideWorkingDirectory(directory.binaries().toFile())
                .setRegisterShutdownHook(false).setPGStartupWait(STARTUP_TIMEOUT)
                .setOutputRedirector(Redirect.appendTo(directory.log().toFile()))
                .setConnectConfig("password", directory.password());
        initOptions(directory).forEach(builder::setLocaleConfig);
        PRIVATE_AND_QUIET.forEach(builder::setServerConfig);
        settings.forEach(builder::setServerConfig);
        return builder;
    }

    /** Returns the options of initdb. The library knows only those of the locale, but passes on any. */
    private static Map<String, String> initOptions(DataDirectory directory) {
        return Map.of("auth-host", "scram-sha-256", "auth-local", "scram-sha-256", "pwfile",
                directory.passwordFile().toString(), "locale", "C", "lc-ctype", characters(), "locale-provider",
                "builtin", "builtin-locale", "C.UTF-8");
    }

    private static String characters() {
        String system = System.getProperty("os.name");
        return system.startsWith("Linux") ? "C.UTF-8" : system.startsWith("Mac") ? "UTF-8" : "C";
    }

    private static Optional<String> reason(Path log) throws IOException {
        if (!Files.exists(log)) {
            return Optional.empty();
        }
        try (Stream<String> lines = Files.lines(log)) {
            return lines.filter(line -> line.matches(".*(FATAL|PANIC|error): .*"))
                    .map(line -> line.replaceFirst(".*(FATAL|PANIC|error): +", "")).findFirst();
        }
    }

    int port() {
        return postgres.getPort();
    }

    String url(String database) {
        return "jdbc:postgresql://127.0.0.1:%d/%s".formatted(port(), database);
    }

    /** Returns after the process has ended, because the library waits for five seconds only. */
    @Override
    public void close() throws IOException {
        postgres.close();
        PostgresProcess.awaitEnd(cluster);
    }
}
