package io.opportunities.crm.delivery;

import io.opportunities.crm.delivery.http.SignedBody;
import io.opportunities.crm.delivery.http.Target;
import io.opportunities.crm.delivery.http.WebhookClient;
import io.opportunities.crm.delivery.http.Attempt;
import io.opportunities.crm.changelog.ChangeFilter;
import io.opportunities.crm.event.EventFeed;
import io.opportunities.crm.event.EventLog;
import io.opportunities.crm.event.EventResponse;
import io.opportunities.crm.event.EventRetention;
import io.opportunities.crm.event.Trigger;
import io.opportunities.crm.lease.Lease;
import io.opportunities.identity.Caller;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;
import tools.jackson.databind.json.JsonMapper;

/** What every delivery needs: the log, the store, the client, and transactions of a company. */
@Component
class Courier {

    private static final Logger LOG = LoggerFactory.getLogger(Courier.class);

    private static final Duration RETRY_PAUSE = Duration.ofMillis(250);
    private static final int REPORTED_FAILURES = 40;

    private final EventLog log;
    private final EventFeed feed;
    private final EventRetention retention;
    private final WebhookClient client;
    private final DeliveryStore store;
    private final DeliveryMetrics metrics;
    private final TransactionTemplate transaction;
    private final JsonMapper json;
    private final InstantSource time;

    Courier(EventLog log, EventFeed feed, EventRetention retention, WebhookClient client, DeliveryStore store, DeliveryMetrics metrics,
            PlatformTransactionManager transactions, JsonMapper json, InstantSource time) {
        this.log = log;
        this.feed = feed;
        this.retention = retention;
        this.client = client;
        this.store = store;
        this.metrics = metrics;
        this.transaction = new TransactionTemplate(transactions);
        this.json = json;
        this.time = time;
    }

    DeliveryStore store() {
        return store;
    }

    InstantSource time() {
        return time;
    }

    /** Runs an action in a transaction of a company. */
    <T> T in(long companyId, Supplier<T> action) {
        return Caller.service(companyId, 0).run(() -> Objects.requireNonNull(transaction.execute(status -> action.get())));
    }

    /** Reads the next events of the company of the transaction. */
    EventLog.Part next(long after, Target target, int limit) {
        ChangeFilter filter = new ChangeFilter(Trigger.onlyRecordType(target.triggers()), Optional.empty());
        return log.read(after, target.triggers(), filter, retention.since(), limit);
    }

    /** Reads the next events of one record. */
    EventLog.Part next(RecordKey key, long from, long until, Target target, int limit) {
        return log.read(key.recordType(), key.recordId(), from - 1, until, target.triggers(), retention.since(), limit);
    }

    /** Reads one event whatever its trigger. */
    List<EventResponse> one(long sequence) {
        return log.read(sequence - 1, Set.of(), ChangeFilter.NONE, retention.since(), 1).events().stream()
                .filter(event -> event.sequence() == sequence).toList();
    }

    boolean awaitNews(long companyId, long sequence, Duration timeout) {
        return feed.await(companyId, sequence, timeout);
    }

    /** Switches a webhook off whose receiver is gone. Returns false if it points to another address by now. */
    boolean deactivate(Lease webhook, String url) {
        boolean isOff = store.deactivate(webhook.recordId(), url);
        if (isOff) {
            LOG.warn("Webhook {} of company {} answered 410 and is switched off", webhook.recordId(), webhook.companyId());
        }
        return isOff;
    }

    /** Returns the sequence before which events have expired. */
    long start() {
        return log.start(retention.since());
    }

    private Optional<Attempt> send(EventResponse event, Target target, BooleanSupplier wanted) {
        Optional<Attempt> attempt = client.post(target.url(), () -> {
            byte[] body = SignedBody.of(event, json);
            return new WebhookClient.Message(body, SignedBody.headers(event.eventId(), time.instant(), body, target.secrets()));
        }, wanted);
        attempt.ifPresent(done -> metrics.count(done, Duration.between(event.firedAt(), time.instant())));
        return attempt;
    }

    /**
     * Sends an event; the outcome has no answer if it could not be sent.
     *
     * @param wanted whether to send it, asked for when its turn comes
     * @return empty if it was not wanted any more
     */
    Optional<DeliveryStore.Outcome> attempt(EventResponse event, Target target, BooleanSupplier wanted) {
        Optional<Attempt> attempt;
        try {
            attempt = send(event, target, wanted);
        } catch (RuntimeException | Error e) {
            attempt = Optional.of(new Attempt(null, Duration.ZERO, "the event could not be sent: " + e, Optional.empty()));
        }
        return attempt.map(done -> new DeliveryStore.Outcome(event, target.url(), done, done.isDelivered() ? "DELIVERED" : "FAILED"));
    }

    /**
     * Runs an action, again while it fails, as where the database cannot be reached or has too much to do. Without their outcomes, events
     * would be delivered twice.
     *
     * @param lease whether to try again
     */
    static boolean untilDone(BooleanSupplier lease, BooleanSupplier action) {
        for (int failures = 1;; failures++) {
            try {
                return action.getAsBoolean();
            } catch (RuntimeException e) {
                if (!lease.getAsBoolean() || Thread.currentThread().isInterrupted()) {
                    throw e;
                }
                if (failures % REPORTED_FAILURES == 0) {
                    LOG.warn("A delivery has waited for {} tries, the last ended with: {}", failures, e.toString());
                }
                LockSupport.parkNanos(RETRY_PAUSE.toNanos());
            }
        }
    }
}
