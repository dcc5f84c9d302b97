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
 * A PostgreSQL that waits for the disk, as a process of its own: it can be stopped in the hardest way and started again on the same data
 * and port. Its database and role are made as the service makes its own.
 */
final class PostgresCluster implements AutoCloseable {

    static final String DATABASE = "opportunities";

    private static final Map<String, String> DURABLE = Map.of("fsync", "on", "synchronous_commit", "on", "full_page_writes", "on",
            "listen_addresses", "127.0.0.1", "unix_socket_directories", "", "max_connections", "200", "timezone", "UTC",
            "wal_keep_size", "256MB");
    private static final Duration PATIENCE = Duration.ofSeconds(120);

    private final Path data;
    private final String program;
    private final String password;
    private final int port = Ports.free();
    private final Thread hook = new Thread(this::quit);
    private @Nullable Process process;

    /**
     * @param data PostgreSQL's own data directory, made
     * @param program the path of {@code postgres}
     */
    PostgresCluster(Path data, String program, String password) {
        this.data = data;
        this.program = program;
        this.password = password;
        Runtime.getRuntime().addShutdownHook(hook);
    }

    /** Makes one with an empty database; it does not run yet. */
    static PostgresCluster in(Path directory) throws IOException {
        String password = TestDatabase.create(directory);
        Path data = directory.resolve("cluster");
        String program = Files.readString(data.resolve("postmaster.opts")).replaceAll("(?s) \".*", "");
        return new PostgresCluster(data, program, password);
    }

    PostgresCluster start() throws IOException {
        return start(Map.of());
    }

    /** @param settings by the names in postgresql.conf, beside those that make it durable */
    PostgresCluster start(Map<String, String> settings) throws IOException {
        Map<String, String> all = new TreeMap<>(DURABLE);
        all.putAll(settings);
        List<String> command = new ArrayList<>(LinuxUtils.isUnshareAvailable() ? List.of("unshare", "-U") : List.of());
        command.addAll(List.of(program, "-D", data.toString(), "-p", String.valueOf(port)));
        all.forEach((name, value) -> command.addAll(List.of("-c", name + "=" + value)));
        Process started = new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(Redirect.appendTo(log().toFile())).start();
        process = started;
        Waiting.until(() -> "PostgreSQL, see " + log(), PATIENCE, () -> answers(started));
        return this;
    }

    private boolean answers(Process started) throws IOException {
        if (!started.isAlive()) {
            throw new IllegalStateException("PostgreSQL ended: " + Files.readString(log()));
        }
        return sql("select 1").query(Integer.class).single() == 1;
    }

    /** Ends it without a word to anybody, as {@code pg_ctl stop -m immediate} does: the next start recovers from the log. */
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

    /** As the superuser, whom no row-level security binds. */
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
