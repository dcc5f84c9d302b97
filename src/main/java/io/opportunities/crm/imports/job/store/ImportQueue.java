package io.opportunities.crm.imports.job.store;

import io.opportunities.crm.imports.upload.ImportSettings;
import java.time.Duration;
import java.time.Instant;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** The imports of all companies that wait for a worker, and how long a worker may keep them waiting. */
@Component
public class ImportQueue {

    private static final Duration PAUSE = Duration.ofSeconds(1);

    private final JdbcClient database;
    private final Duration turn;

    ImportQueue(JdbcClient database, ImportSettings settings) {
        this.database = database;
        this.turn = settings.importTurn();
    }

    /**
     * The imports that wait for a worker, at most one of a company.
     *
     * @param oldest since when the first of them waits, null without imports
     */
    record Waiting(long imports, @Nullable Instant oldest) {}

    Waiting waiting() {
        return database.sql("select imports, oldest from waiting_imports()").query((row, number) -> new Waiting(row.getLong(1),
                row.getTimestamp(2) == null ? null : row.getTimestamp(2).toInstant())).single();
    }

    /** Begins the turn of a worker. The result is true when the turn has ended and another import waits; it looks once a second. */
    public BooleanSupplier begin() {
        return new BooleanSupplier() {

            private long next = System.nanoTime() + turn.toNanos();

            @Override
            public boolean getAsBoolean() {
                if (System.nanoTime() - next < 0) {
                    return false;
                }
                next = System.nanoTime() + PAUSE.toNanos();
                return waiting().imports() > 0;
            }
        };
    }
}
