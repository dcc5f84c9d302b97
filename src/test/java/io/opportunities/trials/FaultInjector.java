package io.opportunities.trials;

import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Random;

/** Kills instances and stops PostgreSQL, at random moments, and restarts each. */
final class FaultInjector {

    private final List<Replica> replicas;
    private final PostgresCluster postgres;
    private final Random random;
    private final Tally tally;

    FaultInjector(List<Replica> replicas, PostgresCluster postgres, long seed, Tally tally) {
        this.replicas = replicas;
        this.postgres = postgres;
        this.random = new Random(seed);
        this.tally = tally;
    }

    /**
     * Runs for the given time. One instance is down at a time, and all run again when it returns.
     *
     * @param stops of PostgreSQL, spread over the time; at least one instance is killed before each
     */
    void strike(Duration length, int stops) throws IOException {
        long begun = System.nanoTime();
        for (int stop = 1; stop <= stops; stop++) {
            long next = begun + length.toNanos() * stop / (stops + 1);
            do {
                killOne();
            } while (System.nanoTime() < next);
            stopPostgres();
        }
        while (System.nanoTime() < begun + length.toNanos()) {
            killOne();
        }
    }

    private void killOne() throws IOException {
        pauseUpTo(3_000);
        Replica replica = replicas.get(random.nextInt(replicas.size()));
        replica.kill();
        tally.count("instances killed and restarted");
        pauseUpTo(500);
        replica.start().awaitReady();
    }

    private void stopPostgres() throws IOException {
        pauseUpTo(1_000);
        postgres.stopImmediately();
        tally.count("PostgreSQL stopped and restarted");
        pauseUpTo(2_000);
        postgres.start();
    }

    private void pauseUpTo(int milliseconds) {
        Eventually.pause(Duration.ofMillis(random.nextInt(milliseconds)));
    }
}
