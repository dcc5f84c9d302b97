package io.opportunities.database;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.lang.ProcessBuilder.Redirect;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** One run of the PostgreSQL server on a cluster, which it creates when it is empty. */
final class PostgresServer implements AutoCloseable {

    /** What the library starts with is made for tests: it neither waits for the disk nor asks for a password. */
    static final Map<String, String> DURABLE = Map.of("fsync", "on", "synchronous_commit", "on", "full_page_writes",
            "on");

    static final String SUPERUSER = "postgres";

    private static final Map<String, String> PRIVATE_AND_QUIET = Map.of("listen_addresses", "127.0.0.1",
            "unix_socket_directories", "", "log_min_messages", "log", "log_checkpoints", "off");

    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private final EmbeddedPostgres postgres;
    private final Path cluster;

    private PostgresServer(EmbeddedPostgres postgres, Path cluster) {
        this.postgres = postgres;
        this.cluster = cluster;
    }

    /**
     * Starts the server, after ending one that a killed service may have left.
     *
     * @throws EmbeddedDatabaseException with PostgreSQL's own reason, if it named one
     */
    static PostgresServer start(DataDirectory directory, Path cluster, Map<String, String> settings)
            throws IOException {
        Postmaster.clear(cluster);
        Files.deleteIfExists(directory.log());
        try {
            return new PostgresServer(builder(directory, cluster, settings).start(), cluster);
        } catch (IOException | RuntimeException | ExceptionInInitializerError e) {
            Postmaster.clear(cluster);
            throw new EmbeddedDatabaseException("The embedded PostgreSQL did not start in %s: %s"
                    .formatted(directory.root(), reason(directory.log()).orElse(e.getMessage())), e);
        }
    }

    private static EmbeddedPostgres.Builder builder(DataDirectory directory, Path cluster, Map<String, String> settings)
            throws IOException {
        EmbeddedPostgres.Builder builder = EmbeddedPostgres.builder().setDataDirectory(cluster)
                .setCleanDataDirectory(false).setOverrideWorkingDirectory(directory.binaries().toFile())
                .setRegisterShutdownHook(false).setPGStartupWait(PATIENCE)
                .setOutputRedirector(Redirect.appendTo(directory.log().toFile()))
                .setConnectConfig("password", directory.password());
        initOptions(directory).forEach(builder::setLocaleConfig);
        PRIVATE_AND_QUIET.forEach(builder::setServerConfig);
        settings.forEach(builder::setServerConfig);
        return builder;
    }

    /** Options of initdb; the library knows only those of the locale, but hands on any. */
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

    /** Returns when the process has ended, since the library waits for five seconds only. */
    @Override
    public void close() throws IOException {
        postgres.close();
        Postmaster.awaitEnd(cluster);
    }
}
