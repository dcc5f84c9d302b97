package io.opportunities.crm.imports.job;

import io.opportunities.crm.imports.job.store.ImportQueue;
import io.opportunities.crm.lease.LeasedWorkers;
import java.time.Duration;
import org.springframework.context.event.ContextClosedEvent;
import org.springframework.context.event.EventListener;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;

/** Leases imports for this instance and starts their workers: few at a time, so that calls are not slowed down. */
@Component
class ImportDispatcher {

    private static final int MAX_AT_ONCE = 2;
    private static final Duration TIMEOUT = Duration.ofSeconds(10);

    private final LeasedWorkers workers;

    ImportDispatcher(JdbcClient database, ImportTools tools, ImportQueue queue) {
        this.workers = new LeasedWorkers("imports", database, lease -> new ImportWorker(lease, tools, queue.begin()));
    }

    @Scheduled(fixedRate = 1_000, initialDelay = 1_000)
    void claim() {
        workers.claim(MAX_AT_ONCE - workers.count());
    }

    @Scheduled(fixedRate = 4_000)
    void renew() {
        workers.renew();
    }

    @EventListener(ContextClosedEvent.class)
    void stop() {
        workers.stop(TIMEOUT);
    }
}
