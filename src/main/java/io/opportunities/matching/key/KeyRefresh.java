package io.opportunities.matching.key;

import io.micrometer.core.instrument.MeterRegistry;
import io.opportunities.common.contact.KeyVersion;
import io.opportunities.identity.Caller;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.locks.ReentrantLock;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.event.ContextClosedEvent;
import org.springframework.context.event.EventListener;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Recomputes stored match keys in the background when the rules change: another library, region or folding. Until then a record is found by
 * its old keys. Each record is locked during its update, so a concurrent writer goes before or after. Replicas share the work. After a
 * stop, the next start resumes it.
 */
@Component
final class KeyRefresh {

    private static final Logger LOG = LoggerFactory.getLogger(KeyRefresh.class);

    private static final int BATCH = 100;

    private final List<StoredKeys> kinds;
    private final KeyVersion version;
    private final JdbcClient database;
    private final TransactionTemplate transaction;
    private final MeterRegistry meters;
    private final ReentrantLock running = new ReentrantLock();
    private boolean declared;
    private volatile boolean stopping;

    KeyRefresh(List<StoredKeys> kinds, KeyVersion version, JdbcClient database, PlatformTransactionManager transactions,
            MeterRegistry meters) {
        this.kinds = kinds;
        this.version = version;
        this.database = database;
        this.transaction = new TransactionTemplate(transactions);
        this.meters = meters;
        kinds.forEach(kind -> count(kind, new StoredKeys.Refreshed(0, 0)));
    }

    @EventListener(ContextClosedEvent.class)
    void stop() {
        stopping = true;
    }

    /**
     * Runs at a fixed rate, which gives it a thread of its own. It starts after a delay and repeats, because replicas of the previous
     * version may still write.
     */
    @Scheduled(initialDelay = 1_000, fixedRate = 60_000)
    void refresh() {
        if (!running.tryLock()) {
            return;
        }
        try {
            refreshAll();
        } catch (RuntimeException e) {
            if (!stopping) {
                LOG.warn("Match keys are not all computed, which is tried again in a minute: {}", e.toString());
            }
        } finally {
            running.unlock();
        }
    }

    private void refreshAll() {
        if (!declared) {
            database.sql("call declare_key_version(?)").param(version.number()).update();
            declared = true;
        }
        List<Long> companies = database.sql("select companies_with_other_keys(?)").param(version.number())
                .query((row, number) -> row.getLong(1)).list();
        if (companies.isEmpty()) {
            return;
        }
        LOG.info("Computing the match keys of {} companies by other rules: {}", companies.size(), version);
        int records = 0;
        int changed = 0;
        for (long company : companies) {
            for (StoredKeys kind : kinds) {
                StoredKeys.Refreshed done = refreshAll(company, kind);
                records += done.records();
                changed += done.changed();
            }
        }
        LOG.info("Computed the match keys of {} records, of which {} changed", records, changed);
    }

    private StoredKeys.Refreshed refreshAll(long company, StoredKeys kind) {
        int records = 0;
        int changed = 0;
        int last = 1;
        while (last > 0 && !stopping) {
            long began = System.nanoTime();
            StoredKeys.Refreshed batch = Caller.service(company, 0)
                    .run(() -> Objects.requireNonNull(transaction.execute(status -> kind.refresh(version.number(), BATCH))));
            count(kind, batch);
            last = batch.records();
            records += last;
            changed += batch.changed();
            pause(Duration.ofNanos(System.nanoTime() - began));
        }
        return new StoredKeys.Refreshed(records, changed);
    }

    private void count(StoredKeys kind, StoredKeys.Refreshed batch) {
        meters.counter("opportunities.match.keys.refreshed", "kind", kind.kind().wireName(), "changed", "true").increment(batch.changed());
        meters.counter("opportunities.match.keys.refreshed", "kind", kind.kind().wireName(), "changed", "false")
                .increment(batch.records() - batch.changed());
    }

    /** Pauses for as long as a batch took, so that requests get at least half of the time. */
    private void pause(Duration time) {
        try {
            Thread.sleep(time);
        } catch (InterruptedException e) {
            stopping = true;
            Thread.currentThread().interrupt();
        }
    }
}
