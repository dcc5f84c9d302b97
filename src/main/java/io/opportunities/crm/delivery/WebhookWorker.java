package io.opportunities.crm.delivery;

import io.opportunities.crm.delivery.http.Target;
import io.opportunities.crm.delivery.http.WebhookClient;
import io.opportunities.crm.event.EventLog;
import io.opportunities.crm.event.EventResponse;
import io.opportunities.crm.lease.Lease;
import io.opportunities.crm.lease.LeasedWorker;
import io.opportunities.identity.tenant.RecordsInMemory;
import java.time.Duration;
import java.time.Instant;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Delivers the events of one webhook while this instance has its lease. One thread decides; each delivery in progress has another. */
final class WebhookWorker extends LeasedWorker {

    private static final Logger LOG = LoggerFactory.getLogger(WebhookWorker.class);

    private static final int WINDOW = 200;
    private static final int LANES_AT_ONCE = 50;
    private static final int EVENTS_PER_LANE = 20;
    /** The position is stored this often while the log grows, also if no event is for this webhook. */
    private static final Duration SAVED_EACH = Duration.ofSeconds(5);
    private static final Duration PAUSE = Duration.ofMillis(25);
    /** The log is asked this often while deliveries are in progress, and neither an outcome nor an event comes. */
    private static final Duration MAX_PAUSE = Duration.ofMillis(400);
    private static final Duration IDLE = Duration.ofSeconds(5);

    private final Lease webhook;
    private final Courier courier;
    private final WorkerShare share;
    private final Sending sending;
    private final Replays replays;
    private Lanes lanes = new Lanes(0, Map.of(), ThreadLocalRandom.current());
    private Health health = new Health(null);
    private Set<Long> delivered = new HashSet<>();
    /** Records that begin or end to be in arrears with the next commit. */
    private final Map<RecordKey, Optional<Retry>> changedArrears = new HashMap<>();
    private @Nullable Target target;
    /** Outcomes whose transaction failed. */
    private @Nullable Batch unsaved;
    private long savedPosition;
    private Instant savedAt = Instant.EPOCH;
    private boolean caughtUp;
    private Duration pause = PAUSE;
    private volatile boolean ending;

    WebhookWorker(Lease webhook, Courier courier, WorkerShare share) {
        this.webhook = webhook;
        this.courier = courier;
        this.share = share;
        this.sending = new Sending(courier, this::isWanted);
        this.replays = new Replays(webhook, courier, share, this::isWanted);
    }

    /** Returns whether deliveries may begin. */
    private boolean isWanted() {
        return hasLease() && !ending;
    }

    @Override
    public void run() {
        try {
            long expired = courier.in(webhook.companyId(), courier::start);
            courier.in(webhook.companyId(), () -> courier.store().start(webhook.recordId())).ifPresent(start -> begin(start, expired));
            while (hasLease() && !share.isTurnOver(caughtUp && sending.inProgress() == 0)
                    && Courier.untilDone(this::hasLease, this::step)) {
                await();
            }
            finish();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (RuntimeException e) {
            LOG.warn("Delivery to webhook {} of company {} stops, and begins again in {} s at most: {}", webhook.recordId(),
                    webhook.companyId(), Lease.LENGTH.toSeconds(), e.toString());
        }
    }

    /** @param expired sequence before which no event is read */
    private void begin(DeliveryStore.Start start, long expired) {
        lanes = new Lanes(Math.max(start.position(), expired), start.arrears(), ThreadLocalRandom.current());
        health = new Health(start.failingSince());
        delivered = start.delivered();
        savedPosition = start.position();
    }

    /** @return whether to continue */
    private boolean step() {
        Instant now = courier.time().instant();
        Batch batch = unsaved == null ? Batch.of(sending.drain(), lanes, health, webhook, now) : unsaved;
        unsaved = batch;
        Target current = courier.in(webhook.companyId(), () -> save(batch, now) ? read(now) : Optional.<Target>empty()).orElse(null);
        unsaved = null;
        changedArrears.clear();
        if (current == null || !hasLease()) {
            return false;
        }
        if (target != null && !target.equals(current)) {
            lanes.hurry(now);
        }
        target = current;
        lanes.toSend(now, share.concurrency() - sending.inProgress()).forEach(event -> sending.start(event, current));
        return true;
    }

    /** Reads what there is room for: the next events of records in arrears, and of the log. */
    private Optional<Target> read(Instant now) {
        Optional<Target> found = courier.store().target(webhook.recordId(), now);
        if (found.isEmpty()) {
            if (!changedArrears.isEmpty()) {
                // of a transaction that failed
                store(List.of(), changedArrears, now);
            }
            return found;
        }
        replays.startIfAny();
        replays.takeHurried().forEach(key -> lanes.hurry(key, now));
        int limit = RecordsInMemory.atMost(WINDOW, share.bytes());
        int perLane = Math.min(limit, EVENTS_PER_LANE);
        lanes.toRead(now, Math.clamp((limit - lanes.queued()) / perLane, 0, LANES_AT_ONCE)).forEach((key, from) -> {
            if (lanes.read(key, courier.next(key, from, lanes.read(), found.get(), perLane), now)) {
                changedArrears.put(key, Optional.empty());
            }
        });
        changedArrears.entrySet().removeIf(change -> change.getValue().isEmpty() == lanes.isInArrears(change.getKey()));
        if (!caughtUp && lanes.unfinished() <= limit / 2 && lanes.arrears() < share.arrears() && !health.isPaused(now)) {
            EventLog.Part part = courier.next(lanes.read(), found.get(), limit);
            lanes.read(part, delivered, now).forEach((key, retry) -> changedArrears.put(key, Optional.of(retry)));
            delivered.removeIf(sequence -> sequence <= part.end());
            caughtUp = part.isLast();
            pause = part.events().isEmpty() ? pause : PAUSE;
        }
        if (!changedArrears.isEmpty() || lanes.position() > savedPosition && Duration.between(savedAt, now).compareTo(SAVED_EACH) > 0) {
            store(List.of(), changedArrears, now);
        }
        return found;
    }

    private boolean store(List<DeliveryStore.Outcome> outcomes, Map<RecordKey, Optional<Retry>> arrears, Instant now) {
        savedPosition = lanes.position();
        savedAt = now;
        return courier.store().save(webhook.recordId(), webhook.id(), savedPosition, health.failingSince(), outcomes, arrears, now);
    }

    /** Stores outcomes in the transaction of the caller. Returns whether to continue. */
    private boolean save(Batch batch, Instant now) {
        if (batch.outcomes().isEmpty()) {
            return true;
        }
        if (!store(batch.outcomes(), batch.arrears(), now)) {
            return false;
        }
        return batch.gone().filter(url -> courier.deactivate(webhook, url)).isEmpty();
    }

    /** Waits for an outcome, an event or a retry. */
    private void await() throws InterruptedException {
        if (sending.inProgress() > 0) {
            boolean hasOutcome = sending.await(pause);
            caughtUp &= hasOutcome;
            pause = hasOutcome ? PAUSE : Collections.min(List.of(pause.multipliedBy(2), MAX_PAUSE));
            return;
        }
        Instant now = courier.time().instant();
        Duration wait = lanes.nextRetry().map(at -> Duration.between(now, at)).filter(left -> left.compareTo(IDLE) < 0).orElse(IDLE);
        if (wait.isPositive() && !caughtUp && (health.isPaused(now) || lanes.arrears() >= share.arrears())) {
            TimeUnit.MILLISECONDS.sleep(Math.min(wait.toMillis(), 1_000));
        } else if (wait.isPositive() && caughtUp) {
            courier.awaitNews(webhook.companyId(), lanes.read(), wait);
            caughtUp = false;
        }
    }

    /** Waits for the deliveries in progress, and stores their outcomes and the position. */
    private void finish() throws InterruptedException {
        ending = true;
        long deadline = System.nanoTime() + WebhookClient.TIMEOUT.toNanos();
        do {
            sending.await(sending.inProgress() > 0 ? PAUSE : Duration.ZERO);
            Instant now = courier.time().instant();
            Batch batch = Batch.of(sending.drain(), lanes, health, webhook, now);
            if (!batch.outcomes().isEmpty() || sending.inProgress() == 0) {
                Courier.untilDone(this::hasLease, () -> courier.in(webhook.companyId(),
                        () -> batch.outcomes().isEmpty() ? store(List.of(), Map.of(), now) : save(batch, now)));
            }
        } while (sending.inProgress() > 0 && deadline - System.nanoTime() > 0);
        replays.join(deadline);
    }
}
