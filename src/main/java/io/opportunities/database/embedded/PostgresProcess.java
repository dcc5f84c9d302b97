package io.opportunities.database.embedded;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.Optional;

/**
 * The server process of a cluster in the operating system, which survives a killed service.
 *
 * @see <a href="https://www.postgresql.org/docs/current/storage-file-layout.html">PostgreSQL, postmaster.pid</a>
 */
public final class PostgresProcess {

    private static final Duration STOP_TIMEOUT = Duration.ofSeconds(60);

    private PostgresProcess() {}

    /** Stops the process of a killed service; call it under the {@link DirectoryLock} only. */
    public static void clear(Path cluster) throws IOException {
        if (!Files.exists(pidFile(cluster))) {
            return;
        }
        of(cluster).ifPresent(ProcessHandle::destroy);
        awaitEnd(cluster);
        // a stale pid may now belong to a foreign thread or process, as often in a container, and PostgreSQL would not start
        Files.deleteIfExists(pidFile(cluster));
    }

    /** Returns the live server of this cluster, if there is one. */
    static Optional<ProcessHandle> of(Path cluster) throws IOException {
        return pid(cluster).flatMap(ProcessHandle::of).filter(process -> serves(process, cluster));
    }

    /** Waits until no server uses the cluster. Unlike {@link ProcessHandle#onExit()} it detects that quickly, even with a zombie. */
    static void awaitEnd(Path cluster) throws IOException {
        long end = System.nanoTime() + STOP_TIMEOUT.toNanos();
        Optional<ProcessHandle> process = of(cluster);
        while (process.isPresent()) {
            if (System.nanoTime() > end) {
                throw new EmbeddedDatabaseException(
                        "The PostgreSQL process %d still serves %s, %d seconds after it was asked to stop"
                                .formatted(process.get().pid(), cluster, STOP_TIMEOUT.toSeconds()));
            }
            sleep();
            process = of(cluster);
        }
    }

    private static Optional<Long> pid(Path cluster) throws IOException {
        try {
            return Files.readAllLines(pidFile(cluster)).stream().findFirst().map(String::strip)
                    .filter(line -> line.matches("\\d{1,18}")).map(Long::valueOf);
        } catch (NoSuchFileException e) {
            return Optional.empty();
        }
    }

    private static boolean serves(ProcessHandle process, Path cluster) {
        boolean isPostgres = process.info().command().map(command -> Path.of(command).getFileName().toString())
                .filter(name -> name.startsWith("postgres")).isPresent();
        // Windows provides no arguments
        return isPostgres && process.info().arguments()
                .map(arguments -> Arrays.asList(arguments).contains(cluster.toString())).orElse(true);
    }

    private static Path pidFile(Path cluster) {
        return cluster.resolve("postmaster.pid");
    }

    private static void sleep() {
        try {
            Thread.sleep(20);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new EmbeddedDatabaseException("Interrupted while PostgreSQL stopped", e);
        }
    }
}
