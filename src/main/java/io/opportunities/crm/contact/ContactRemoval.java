package io.opportunities.crm.contact;

import java.sql.Timestamp;
import java.time.InstantSource;
import java.util.concurrent.locks.ReentrantLock;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;

/** Unlinks removed contacts from the records that still refer to them, in batches of a few hundred. Replicas share the work. */
@Component
class ContactRemoval {

    private static final int BATCH_SIZE = 500;
    /** The next run handles the rest. */
    private static final int MAX_BATCHES = 100;

    private final ReentrantLock running = new ReentrantLock();

    private final JdbcClient database;
    private final InstantSource time;

    ContactRemoval(JdbcClient database, InstantSource time) {
        this.database = database;
        this.time = time;
    }

    /** Runs at a fixed rate, which gives it a thread apart from the tasks that write every second. */
    @Scheduled(fixedRate = 5_000)
    void continueRemovals() {
        if (!running.tryLock()) {
            return;
        }
        try {
            for (int steps = 0; steps < MAX_BATCHES && step() > 0; steps++) {
                // each step is its own transaction
            }
        } finally {
            running.unlock();
        }
    }

    private int step() {
        return database.sql("select go_on_with_removals(?, ?)").params(Timestamp.from(time.instant()), BATCH_SIZE)
                .query(Integer.class).single();
    }
}
