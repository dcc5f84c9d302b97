package io.opportunities.crm.delivery;

import io.opportunities.crm.delivery.http.WebhookClient;
import io.opportunities.crm.delivery.http.WebhookSettings;
import io.opportunities.crm.lease.LeasedWorkers;
import java.util.concurrent.atomic.AtomicInteger;
import org.springframework.context.event.ContextClosedEvent;
import org.springframework.context.event.EventListener;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;

/**
 * Leases webhooks for this instance and starts their workers. While it has all that it may have and other webhooks wait, idle workers end
 * after a turn, and others after six.
 */
@Component
class WebhookDispatcher {

    private static final int MAX_CLAIMS = 32;
    private static final int COMPANY_SHARE = 4;
    private static final int BUSY_TURNS = 6;
    /** Part of the heap for events that are read and not delivered. */
    private static final int MEMORY_SHARE = 8;
    private static final int MAX_ARREARS = 200_000;
    private static final int MAX_ARREARS_OF_ONE = 20_000;

    private final JdbcClient database;
    private final WebhookSettings settings;
    private final LeasedWorkers workers;
    /** How many workers are to end because webhooks wait. */
    private final AtomicInteger waiting = new AtomicInteger();

    WebhookDispatcher(JdbcClient database, Courier courier, WebhookSettings settings) {
        this.database = database;
        this.settings = settings;
        this.workers = new LeasedWorkers("webhooks", database,
                webhook -> new WebhookWorker(webhook, courier, new Share(webhook.companyId())));
    }

    @Scheduled(fixedRate = 1_000, initialDelay = 1_000)
    void claim() {
        workers.claim(Math.min(MAX_CLAIMS, settings.maxWorkers() - workers.count()));
        waiting.set(workers.count() < settings.maxWorkers()
                ? 0
                : database.sql("select waiting_webhooks(?)").param(MAX_CLAIMS).query(Integer.class).single());
    }

    /** The share of one webhook. The webhooks of one company have a quarter of all deliveries together. */
    private final class Share implements WorkerShare {

        private final long companyId;
        private final long begun = System.nanoTime();

        private Share(long companyId) {
            this.companyId = companyId;
        }

        @Override
        public int concurrency() {
            return (int) Math.clamp(settings.maxConcurrency() / COMPANY_SHARE / Math.max(1, workers.countOf(companyId)), 1,
                    settings.concurrency());
        }

        @Override
        public long bytes() {
            return Runtime.getRuntime().maxMemory() / MEMORY_SHARE / Math.max(1, workers.count());
        }

        @Override
        public int arrears() {
            return Math.min(MAX_ARREARS / Math.max(1, workers.count()), MAX_ARREARS_OF_ONE);
        }

        @Override
        public boolean isTurnOver(boolean isIdle) {
            return System.nanoTime() - begun >= settings.turn().toNanos() * (isIdle ? 1 : BUSY_TURNS)
                    && waiting.getAndUpdate(others -> Math.max(0, others - 1)) > 0;
        }
    }

    @Scheduled(fixedRate = 4_000)
    void renew() {
        workers.renew();
    }

    @EventListener(ContextClosedEvent.class)
    void stop() {
        workers.stop(WebhookClient.TIMEOUT);
    }
}
