package io.opportunities.crm.delivery;

import io.opportunities.crm.delivery.http.WebhookClient;
import io.opportunities.crm.delivery.http.WebhookSettings;
import io.opportunities.crm.lease.LeasedWorkers;
import java.util.function.BooleanSupplier;
import org.springframework.context.event.ContextClosedEvent;
import org.springframework.context.event.EventListener;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;

/** Leases webhooks for this instance and starts their workers. If it has all that it may have, webhooks take turns. */
@Component
class WebhookDispatcher {

    private static final int MAX_CLAIMS = 32;
    private static final int COMPANY_SHARE = 4;

    private final WebhookSettings settings;
    private final LeasedWorkers workers;

    WebhookDispatcher(JdbcClient database, Courier courier, WebhookSettings settings) {
        this.settings = settings;
        this.workers = new LeasedWorkers("webhooks", database,
                webhook -> new WebhookWorker(webhook, courier, () -> concurrency(webhook.companyId()), turn()));
    }

    @Scheduled(fixedRate = 1_000, initialDelay = 1_000)
    void claim() {
        workers.claim(Math.min(MAX_CLAIMS, settings.maxWorkers() - workers.count()));
    }

    /** Begins the turn of a worker. The result is true when it has lasted long enough and its place may be needed. */
    private BooleanSupplier turn() {
        long end = System.nanoTime() + settings.turn().toNanos();
        return () -> System.nanoTime() - end >= 0 && workers.count() >= settings.maxWorkers();
    }

    /** Returns how many deliveries a webhook may have in progress. The webhooks of one company share a quarter of all. */
    private int concurrency(long companyId) {
        return (int) Math.clamp(settings.maxConcurrency() / COMPANY_SHARE / Math.max(1, workers.countOf(companyId)), 1,
                settings.concurrency());
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
