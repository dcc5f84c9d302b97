package io.opportunities.crm.event;

import io.opportunities.crm.changelog.Changelog;
import io.opportunities.crm.changelog.RecordHistories;
import io.opportunities.crm.changelog.RecordHistory.Present;
import io.opportunities.identity.Caller;
import io.opportunities.search.RecordType;
import java.sql.Timestamp;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.locks.ReentrantLock;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Records phases that have outlived their red SLA, once each. Replicas share the work: an opportunity that another one has locked is left
 * to it.
 */
@Component
class OverduePhases {

    private static final Logger LOG = LoggerFactory.getLogger(OverduePhases.class);

    private static final int BATCH = 100;
    /** The next run handles the rest. */
    private static final int MAX_BATCHES = 100;

    private final JdbcClient database;
    private final Changelog changelog;
    private final RecordHistories histories;
    private final TransactionTemplate transaction;
    private final InstantSource time;
    private final ReentrantLock running = new ReentrantLock();

    OverduePhases(JdbcClient database, Changelog changelog, RecordHistories histories, PlatformTransactionManager transactions,
            InstantSource time) {
        this.database = database;
        this.changelog = changelog;
        this.histories = histories;
        this.transaction = new TransactionTemplate(transactions);
        this.time = time;
    }

    /** An opportunity in a phase past its red SLA. */
    private record Overdue(long id, long instanceId, long userId) {}

    /** Runs at a fixed rate, which gives it a thread apart from the tasks that write every second. */
    @Scheduled(initialDelay = 5_000, fixedRate = 60_000)
    void look() {
        if (!running.tryLock()) {
            return;
        }
        try {
            Instant now = time.instant();
            List<Long> companies = database.sql("select companies_with_overdue_phases(?)").param(Timestamp.from(now))
                    .query((row, number) -> row.getLong(1)).list();
            companies.forEach(company -> recordAll(company, now));
        } finally {
            running.unlock();
        }
    }

    /** Records the phases of a company. What fails is tried again in a minute, and holds up no other company. */
    private void recordAll(long company, Instant now) {
        try {
            int batches = 0;
            while (batches < MAX_BATCHES && record(company, now) == BATCH) {
                batches++;
            }
        } catch (RuntimeException e) {
            LOG.warn("Overdue phases of company {} are looked for again in a minute: {}", company, e.toString());
        }
    }

    private int record(long company, Instant now) {
        return Caller.service(company, 0).run(() -> Objects.requireNonNull(transaction.execute(status -> record(now))));
    }

    /** Records some phases of the company of the transaction. */
    private int record(Instant now) {
        List<Overdue> overdue = database.sql("select id, instance_id, user_id from overdue_phases(?, ?)").params(Timestamp.from(now), BATCH)
                .query((row, number) -> new Overdue(row.getLong(1), row.getLong(2), row.getLong(3))).list();
        if (overdue.isEmpty()) {
            return 0;
        }
        Map<Long, Present> present = histories.of(RecordType.OPPORTUNITY).present(overdue.stream().map(Overdue::id).toList());
        for (Overdue each : overdue) {
            changelog.overdue(each.id, each.instanceId, now, each.userId, Objects.requireNonNull(present.get(each.id)));
        }
        Long[] ids = overdue.stream().map(Overdue::id).toArray(Long[]::new);
        return database.sql("update opportunity set phase_violated_at = ? where company_id = current_company() and id = any (?)")
                .params(Timestamp.from(now), ids).update();
    }
}
