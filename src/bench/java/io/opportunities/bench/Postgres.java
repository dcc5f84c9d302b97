package io.opportunities.bench;

import com.sun.management.OperatingSystemMXBean;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** A PostgreSQL of its own process that loses nothing, kept in a directory so that what was filled once need not be filled again. */
final class Postgres implements AutoCloseable {

    static final int PORT = 55433;

    private final EmbeddedPostgres server;
    private final Path directory;

    private Postgres(EmbeddedPostgres server, Path directory) {
        this.server = server;
        this.directory = directory;
    }

    static Postgres start(Path directory) throws IOException {
        Files.createDirectories(directory.toAbsolutePath().getParent());
        EmbeddedPostgres server = EmbeddedPostgres.builder().setPort(PORT).setDataDirectory(directory.toFile()).setCleanDataDirectory(false)
                .setServerConfig("fsync", "on").setServerConfig("synchronous_commit", "on").setServerConfig("full_page_writes", "on")
                .setServerConfig("shared_buffers", sharedBuffers()).setServerConfig("maintenance_work_mem", "512MB")
                .setServerConfig("max_connections", "100").setServerConfig("max_wal_size", "8GB")
                .setServerConfig("checkpoint_timeout", "15min").setServerConfig("log_destination", "jsonlog")
                .setServerConfig("logging_collector", "on").setServerConfig("log_directory", "statements")
                .setServerConfig("log_filename", "postgres.log").setServerConfig("jit", "off")
                .setPGStartupWait(Duration.ofMinutes(2)).start();
        return new Postgres(server, directory);
    }

    /**
     * A quarter of the machine's memory.
     *
     * @see <a href="https://www.postgresql.org/docs/current/runtime-config-resource.html">PostgreSQL, resource consumption</a>
     */
    private static String sharedBuffers() {
        long bytes = ManagementFactory.getPlatformMXBean(OperatingSystemMXBean.class).getTotalMemorySize();
        return bytes / 4 / 1024 / 1024 + "MB";
    }

    String url(String database) {
        return "jdbc:postgresql://127.0.0.1:%d/%s".formatted(PORT, database);
    }

    boolean has(String database) throws SQLException {
        return !rows("postgres", "select 1 from pg_database where datname = '" + database + "'").isEmpty();
    }

    Connection connect(String database) throws SQLException {
        return DriverManager.getConnection(url(database), "postgres", "postgres");
    }

    void run(String database, String statements) throws SQLException {
        try (Connection connection = connect(database); Statement statement = connection.createStatement()) {
            statement.execute(statements);
        }
    }

    /** The first column. */
    List<String> rows(String database, String query) throws SQLException {
        List<String> values = new ArrayList<>();
        try (Connection connection = connect(database);
                Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(query)) {
            while (rows.next()) {
                values.add(String.valueOf(rows.getString(1)));
            }
        }
        return values;
    }

    /** Returns milliseconds of processor time since the start, of all processes of the server. */
    long processorMillis() throws IOException {
        return ProcessorTime.millis(Long.parseLong(Files.readAllLines(directory.resolve("postmaster.pid")).getFirst().strip()));
    }

    /** Returns how many bytes of WAL the server has written since it was made. */
    long walBytes() throws SQLException {
        return Long.parseLong(rows("postgres", "select (pg_current_wal_insert_lsn() - '0/0')::bigint").getFirst());
    }

    /** What the server wrote into its log so far, a JSON object a line. */
    List<String> log() throws IOException {
        try (Stream<String> lines = Files.lines(directory.resolve("statements/postgres.json"), StandardCharsets.UTF_8)) {
            return lines.toList();
        }
    }

    @Override
    public void close() throws IOException {
        server.close();
    }
}
