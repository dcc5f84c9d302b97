package io.opportunities.trials;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.stream.Stream;

/**
 * Copies a running PostgreSQL.
 *
 * @see <a href="https://www.postgresql.org/docs/current/continuous-archiving.html#BACKUP-LOWLEVEL-BASE-BACKUP">PostgreSQL, base backup
 *      using the low level API</a>
 */
final class BaseBackup {

    /** Files of the running server, or streamed from it. */
    private static final List<String> LEFT_OUT = List.of("postmaster.pid", "postmaster.opts", "pg_wal/", "epg-lock");

    private BaseBackup() {}

    /** Creates a standby of the cluster, for a start with {@code primary_conninfo}. */
    static PostgresCluster of(PostgresCluster primary, Path data) throws IOException, SQLException {
        try (Connection connection = primary.superuser().getConnection(); Statement statement = connection.createStatement()) {
            statement.execute("select pg_backup_start('trial', true)");
            copy(primary.data(), data);
            try (ResultSet label = statement.executeQuery("select labelfile from pg_backup_stop(false)")) {
                label.next();
                Files.writeString(data.resolve("backup_label"), label.getString(1));
            }
        }
        Files.createFile(data.resolve("standby.signal"));
        return new PostgresCluster(data, primary.program(), primary.password());
    }

    private static void copy(Path from, Path to) throws IOException {
        try (Stream<Path> files = Files.walk(from)) {
            files.filter(file -> LEFT_OUT.stream().noneMatch(from.relativize(file).toString()::startsWith))
                    .forEach(file -> copyOne(file, to.resolve(from.relativize(file).toString())));
        }
    }

    /** Copies a file. The server may remove it meanwhile: replay of its log makes up for it. */
    private static void copyOne(Path from, Path to) {
        try {
            Files.copy(from, to, StandardCopyOption.COPY_ATTRIBUTES);
        } catch (NoSuchFileException removed) {
            return;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
