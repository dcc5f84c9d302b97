package io.opportunities.database;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.Optional;

/**
 * The server process of a cluster as the system sees it, which lives on when the service was killed.
 *
 * @see <a href="https://www.postgresql.org/docs/current/storage-file-layout.html">PostgreSQL, postmaster.pid</a>
 */
final class Postmaster {

    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private Postmaster() {}

    /** Ends what a killed service left behind; to be called under the {@link DirectoryLock} only. */
    static void clear(Path cluster) throws IOException {
        if (!Files.exists(pidFile(cluster))) {
            return;
        }
        of(cluster).ifPresent(ProcessHandle::destroy);
        awaitEnd(cluster);
        // a stale pid may by now be a thread or process of somebody else, often so in a container, and PostgreSQL would refuse to start
        Files.deleteIfExists(pidFile(cluster));
    }

    /** The live server of this cluster, if there is one. */
    static Optional<ProcessHandle> of(Path cluster) throws IOException {
        return pid(cluster).flatMap(ProcessHandle::of).filter(process -> serves(process, cluster));
    }

    /** Waits until no server has the cluster; unlike {@link ProcessHandle#onExit()} it sees that quickly, and past a zombie. */
    static void awaitEnd(Path cluster) throws IOException {
        long end = System.nanoTime() + PATIENCE.toNanos();
        Optional<ProcessHandle> process = of(cluster);
        while (process.isPresent()) {
            if (System.nanoTime() > end) {
                throw new EmbeddedDatabaseException(
                        "The PostgreSQL process %d still serves %s, %d seconds after it was asked to stop"
                                .formatted(process.get().pid(), cluster, PATIENCE.toSeconds()));
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
        // Windows tells no arguments
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
