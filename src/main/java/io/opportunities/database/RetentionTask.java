package io.opportunities.database;

import io.opportunities.web.error.DatabaseErrorTranslator;
import java.sql.Timestamp;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DataAccessException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;

/**
 * Removes expired rows of all companies: each minute, in batches of one short transaction each. Concurrent replicas share the work, because
 * each skips the rows that another one is removing.
 */
@Component
public final class RetentionTask {

    private static final Logger LOG = LoggerFactory.getLogger(RetentionTask.class);

    private static final int BATCH_SIZE = 5_000;
    /** The next run handles the rest. */
    private static final int MAX_BATCHES = 20;

    private static final String REMOVE = "select expire_rows(?, ?, ?)";

    private final List<Rule> rules;
    private final JdbcClient database;
    private final InstantSource time;

    RetentionTask(List<Rule> rules, JdbcClient database, InstantSource time) {
        this.rules = rules;
        this.database = database;
        this.time = time;
    }

    /**
     * The retention of the rows of a table.
     *
     * @param table a table known to {@code expire_rows}
     * @param retention zero: for ever
     */
    public record Rule(String table, Duration retention) {}

    /** Runs at a fixed rate, which gives it a thread apart from the tasks that write every second. */
    @Scheduled(fixedRate = 1, timeUnit = TimeUnit.MINUTES)
    public void expire() {
        rules.stream().filter(rule -> rule.retention.isPositive()).forEach(this::tryToExpire);
    }

    /** Applies a rule; its failure does not affect the other rules. */
    private void tryToExpire(Rule rule) {
        try {
            expire(rule);
        } catch (DataAccessException failed) {
            LOG.warn("Old rows of {} stay until the next minute: {}", rule.table, DatabaseErrorTranslator.summary(failed));
        }
    }

    private void expire(Rule rule) {
        Timestamp since = Timestamp.from(time.instant().minus(rule.retention));
        long removed = BATCH_SIZE;
        for (int batch = 0; batch < MAX_BATCHES && removed == BATCH_SIZE; batch++) {
            removed = database.sql(REMOVE).params(rule.table, since, BATCH_SIZE).query(Long.class).single();
        }
    }
}
