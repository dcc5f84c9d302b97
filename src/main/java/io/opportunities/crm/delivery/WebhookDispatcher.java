package io.opportunities.crm.delivery;

import io.opportunities.crm.delivery.http.WebhookSettings;
import io.opportunities.crm.delivery.http.WebhookClient;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.event.ContextClosedEvent;
import org.springframework.context.event.EventListener;
import org.springframework.dao.DataAccessException;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;

/** Leases webhooks for this instance and starts their workers. Each instance leases a few at a time, so replicas share the work. */
@Component
class WebhookDispatcher {

    private static final Logger LOG = LoggerFactory.getLogger(WebhookDispatcher.class);

    private static final int MAX_CLAIMS = 32;
    private static final int COMPANY_SHARE = 4;
    private static final long SAFETY = TimeUnit.SECONDS.toNanos(3);

    private final Leases leases;
    private final Courier courier;
    private final WebhookSettings settings;
    private final Map<Leases.Leased, WebhookWorker> workers = new ConcurrentHashMap<>();
    private volatile boolean stopping;

    WebhookDispatcher(Leases leases, Courier courier, WebhookSettings settings) {
        this.leases = leases;
        this.courier = courier;
        this.settings = settings;
    }

    @Scheduled(fixedRate = 1_000, initialDelay = 1_000)
    void claim() {
        if (stopping) {
            return;
        }
        long until = until();
        for (Leases.Leased webhook : orNone(() -> leases.claim(MAX_CLAIMS))) {
            workers.forEach((other, before) -> {
                if (other.isOfSameWebhook(webhook)) {
                    before.stop();
                }
            });
            WebhookWorker worker = new WebhookWorker(webhook, courier, () -> concurrency(webhook.companyId()));
            worker.leaseUntil(until);
            workers.put(webhook, worker);
            Thread.ofVirtual().name("webhook-" + webhook.webhookId()).start(() -> run(webhook, worker));
        }
    }

    private void run(Leases.Leased webhook, WebhookWorker worker) {
        try {
            worker.run();
        } finally {
            workers.remove(webhook);
            release(webhook);
        }
    }

    /** Returns how many deliveries a webhook may have in progress. The webhooks of one company share a quarter of all. */
    private int concurrency(long companyId) {
        long ofCompany = workers.keySet().stream().filter(webhook -> webhook.companyId() == companyId).count();
        return (int) Math.clamp(settings.maxConcurrency() / COMPANY_SHARE / Math.max(1, ofCompany), 1, settings.concurrency());
    }

    @Scheduled(fixedRate = 4_000)
    void renew() {
        if (workers.isEmpty() || stopping) {
            return;
        }
        long until = until();
        Set<UUID> held = Set.copyOf(orNone(() -> leases.renew(workers.keySet())));
        workers.forEach((webhook, worker) -> {
            if (held.contains(webhook.lease())) {
                worker.leaseUntil(until);
            }
        });
    }

    /** Returns no webhooks while the database cannot be reached; the next run asks again. */
    private static <T> Collection<T> orNone(Supplier<? extends Collection<T>> leased) {
        try {
            return leased.get();
        } catch (DataAccessException e) {
            LOG.debug("Webhooks are leased in a moment: {}", e.toString());
            return List.of();
        }
    }

    /** Returns the end of a lease that begins now, as {@link System#nanoTime}, well before its end by the database's clock. */
    private static long until() {
        return System.nanoTime() + Leases.LENGTH.toNanos() - SAFETY;
    }

    @EventListener(ContextClosedEvent.class)
    void stop() {
        stopping = true;
        workers.values().forEach(WebhookWorker::stop);
        long deadline = System.nanoTime() + WebhookClient.TIMEOUT.toNanos();
        while (!workers.isEmpty() && deadline - System.nanoTime() > 0) {
            try {
                TimeUnit.MILLISECONDS.sleep(20);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                return;
            }
        }
    }

    private void release(Leases.Leased webhook) {
        try {
            leases.release(webhook);
        } catch (DataAccessException e) {
            LOG.debug("The lease of webhook {} ends by itself: {}", webhook.webhookId(), e.toString());
        }
    }
}
