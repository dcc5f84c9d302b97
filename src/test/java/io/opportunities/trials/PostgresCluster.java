package io.opportunities.trials;

import io.opportunities.database.TestDatabase;
import io.zonky.test.db.postgres.util.LinuxUtils;
import java.io.IOException;
import java.lang.ProcessBuilder.Redirect;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.DriverManagerDataSource;

/**
 * A durable PostgreSQL in a process of its own. It can be stopped immediately and started again on the same data and port. Its database and
 * role equal the service's own.
 */
final class PostgresCluster implements AutoCloseable {

    static final String DATABASE = "opportunities";

    private static final Map<String, String> DURABLE = Map.of("fsync", "on", "synchronous_commit", "on", "full_page_writes", "on",
            "listen_addresses", "127.0.0.1", "unix_socket_directories", "", "max_connections", "200", "timezone", "UTC",
            "wal_keep_size", "256MB");
    private static final Duration TIMEOUT = Duration.ofSeconds(120);

    private final Path data;
    private final String program;
    private final String password;
    private final int port = Ports.free();
    private final Thread hook = new Thread(this::quit);
    private @Nullable Process process;

    /**
     * @param data PostgreSQL's own data directory
     * @param program the path of {@code postgres}
     */
    PostgresCluster(Path data, String program, String password) {
        this.data = data;
        this.program = program;
        this.password = password;
        Runtime.getRuntime().addShutdownHook(hook);
    }

    /** Creates a cluster with an empty database, without starting it. */
    static PostgresCluster in(Path directory) throws IOException {
        String password = TestDatabase.create(directory);
        Path data = directory.resolve("cluster");
        String program = Files.readString(data.resolve("postmaster.opts")).replaceAll("(?s) \".*", "");
        return new PostgresCluster(data, program, password);
    }

    PostgresCluster start() throws IOException {
        return start(Map.of());
    }

    /** @param settings by the names in postgresql.conf, in addition to those for durability */
    PostgresCluster start(Map<String, String> settings) throws IOException {
        Map<String, String> all = new TreeMap<>(DURABLE);
        all.putAll(settings);
        List<String> command = new ArrayList<>(LinuxUtils.isUnshareAvailable() ? List.of("unshare", "-U") : List.of());
        command.addAll(List.of(program, "-D", data.toString(), "-p", String.valueOf(port)));
        all.forEach((name, value) -> command.addAll(List.of("-c", name + "=" + value)));
        Process started = new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(Redirect.appendTo(log().toFile())).start();
        process = started;
        Eventually.until(() -> "PostgreSQL, see " + log(), TIMEOUT, () -> answers(started));
        return this;
    }

    private boolean answers(Process started) throws IOException {
        if (!started.isAlive()) {
            throw new IllegalStateException("PostgreSQL ended: " + Files.readString(log()));
        }
        return sql("select 1").query(Integer.class).single() == 1;
    }

    /** Stops it without notice, as {@code pg_ctl stop -m immediate} does: the next start recovers from the log. */
    void stopImmediately() {
        quit();
    }

    private void quit() {
        Process running = process;
        try {
            if (running != null && running.isAlive()) {
                new ProcessBuilder("kill", "-QUIT", String.valueOf(running.pid())).start().waitFor();
                running.waitFor();
            }
        } catch (IOException e) {
            running.destroyForcibly();
        } catch (InterruptedException e) {
            running.destroyForcibly();
            Thread.currentThread().interrupt();
        }
    }

    /** Connects as the superuser, whom row-level security does not bind. */
    JdbcClient sql() {
        return JdbcClient.create(superuser());
    }

    JdbcClient.StatementSpec sql(String statement) {
        return sql().sql(statement);
    }

    String url() {
        return "jdbc:postgresql://127.0.0.1:%d/%s".formatted(port, DATABASE);
    }

    DriverManagerDataSource superuser() {
        return new DriverManagerDataSource(url(), "postgres", password);
    }

    String password() {
        return password;
    }

    String program() {
        return program;
    }

    Path data() {
        return data;
    }

    int port() {
        return port;
    }

    private Path log() {
        return data.resolveSibling(data.getFileName() + ".log");
    }

    @Override
    public void close() {
        quit();
        Runtime.getRuntime().removeShutdownHook(hook);
    }
}
