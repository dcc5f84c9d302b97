package io.opportunities.crm.delivery;

import io.opportunities.crm.delivery.DeliveryStore.Outcome;
import io.opportunities.crm.delivery.http.Attempt;
import io.opportunities.crm.delivery.http.WebhookClient;
import io.opportunities.crm.event.EventLog;
import io.opportunities.crm.event.EventResponse;
import io.opportunities.crm.lease.Lease;
import io.opportunities.crm.lease.LeasedWorker;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import java.util.function.IntSupplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Delivers the events of one webhook while this instance has its lease. One thread decides; each delivery in progress has another. */
final class WebhookWorker extends LeasedWorker {

    private static final Logger LOG = LoggerFactory.getLogger(WebhookWorker.class);

    private static final int WINDOW = 200;
    private static final int MAX_ARREARS = 1_000;
    private static final int LANES_AT_ONCE = 50;
    private static final int EVENTS_PER_LANE = 20;
    private static final int MAX_BYTES = 16 * 1024 * 1024;
    private static final Duration PAUSE = Duration.ofMillis(25);
    /** Outcomes that come in within this time are stored together. */
    private static final Duration COALESCED = Duration.ofMillis(30);
    private static final Duration IDLE = Duration.ofSeconds(5);

    private final Lease webhook;
    private final Courier courier;
    private final IntSupplier concurrency;
    private final BooleanSupplier turnEnded;
    private final LinkedBlockingQueue<Outcome> outcomes = new LinkedBlockingQueue<>();
    private final Replays replays;
    private Lanes lanes = new Lanes(0, Map.of(), ThreadLocalRandom.current());
    private Health health = new Health(null);
    private Set<Long> delivered = new HashSet<>();
    /** Records whose arrears end with the next commit. */
    private final Map<RecordKey, Optional<Retry>> caughtUpRecords = new HashMap<>();
    private @Nullable Target target;
    /** Outcomes whose transaction failed. */
    private @Nullable Batch unsaved;
    private int limit = WINDOW;
    private int sending;
    private boolean caughtUp;

    /**
     * @param concurrency deliveries in progress at most, asked for each time
     * @param turnEnded whether the worker gives its place to another webhook
     */
    WebhookWorker(Lease webhook, Courier courier, IntSupplier concurrency, BooleanSupplier turnEnded) {
        this.webhook = webhook;
        this.courier = courier;
        this.concurrency = concurrency;
        this.turnEnded = turnEnded;
        this.replays = new Replays(webhook, courier, this::hasLease);
    }

    @Override
    public void run() {
        try {
            courier.in(webhook.companyId(), () -> courier.store().start(webhook.recordId())).ifPresent(this::begin);
            while (hasLease() && !turnEnded.getAsBoolean() && Courier.untilDone(this::hasLease, this::step)) {
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

    private void begin(DeliveryStore.Start start) {
        lanes = new Lanes(start.position(), start.arrears(), ThreadLocalRandom.current());
        health = new Health(start.failingSince());
        delivered = start.delivered();
        limit = Math.clamp(MAX_BYTES / Math.max(1, start.largestRecord()), 1, WINDOW);
    }

    /** @return whether to continue */
    private boolean step() {
        Instant now = courier.time().instant();
        Batch batch = unsaved == null ? drained(now) : unsaved;
        unsaved = batch;
        Target current = courier.in(webhook.companyId(), () -> save(batch, now) ? read(now) : Optional.<Target>empty()).orElse(null);
        unsaved = null;
        caughtUpRecords.clear();
        if (current == null) {
            return false;
        }
        if (target != null && !target.equals(current)) {
            lanes.hurry(now);
        }
        target = current;
        for (EventResponse event : lanes.toSend(now, concurrency.getAsInt() - sending)) {
            sending++;
            Thread.ofVirtual().name("webhook-" + webhook.recordId()).start(() -> outcomes.add(courier.attempt(event, current)));
        }
        return true;
    }

    /** Reads what there is room for: the next events of records in arrears, and of the log. */
    private Optional<Target> read(Instant now) {
        Optional<Target> found = courier.store().target(webhook.recordId(), now);
        if (found.isEmpty()) {
            return found;
        }
        replays.startIfAny(found.get());
        int perLane = Math.min(limit, EVENTS_PER_LANE);
        lanes.toRead(now, Math.clamp((limit - lanes.queued()) / perLane, 0, LANES_AT_ONCE)).forEach((key, from) -> {
            if (lanes.read(key, courier.next(key, from, lanes.read(), found.get(), perLane))) {
                caughtUpRecords.put(key, Optional.empty());
            }
        });
        caughtUpRecords.keySet().removeIf(lanes::isInArrears);
        if (!caughtUpRecords.isEmpty()) {
            courier.store().save(webhook.recordId(), webhook.id(), lanes.position(), health.failingSince(), List.of(), caughtUpRecords,
                    now);
        }
        if (!caughtUp && lanes.unfinished() <= limit / 2 && lanes.arrears() < MAX_ARREARS && !health.isPaused(now)) {
            EventLog.Part part = courier.next(lanes.read(), found.get(), limit);
            lanes.read(part.events(), part.end(), delivered);
            delivered.removeIf(sequence -> sequence <= part.end());
            caughtUp = part.isLast();
        }
        return found;
    }

    /** Takes the outcomes that have come in. */
    private Batch drained(Instant now) {
        List<Outcome> some = new ArrayList<>();
        outcomes.drainTo(some);
        sending -= some.size();
        return Batch.of(some, lanes, health, webhook, now);
    }

    /** Stores outcomes in the transaction of the caller. Returns whether to continue. */
    private boolean save(Batch batch, Instant now) {
        if (batch.outcomes().isEmpty()) {
            return true;
        }
        if (batch.gone()) {
            LOG.warn("Webhook {} of company {} answered 410 and is switched off", webhook.recordId(), webhook.companyId());
            courier.store().deactivate(webhook.recordId());
        }
        return courier.store().save(webhook.recordId(), webhook.id(), lanes.position(), health.failingSince(), batch.outcomes(),
                batch.arrears(), now) && !batch.gone();
    }

    /** Waits for an outcome, an event or a retry. */
    private void await() throws InterruptedException {
        if (sending > 0) {
            Outcome first = outcomes.poll(PAUSE.toMillis(), TimeUnit.MILLISECONDS);
            if (first == null) {
                caughtUp = false;
            } else {
                TimeUnit.MILLISECONDS.sleep(COALESCED.toMillis());
                outcomes.add(first);
            }
            return;
        }
        Instant now = courier.time().instant();
        Duration pause = lanes.nextRetry().map(at -> Duration.between(now, at)).filter(wait -> wait.compareTo(IDLE) < 0).orElse(IDLE);
        if (pause.isPositive() && !caughtUp && (health.isPaused(now) || lanes.arrears() >= MAX_ARREARS)) {
            TimeUnit.MILLISECONDS.sleep(Math.min(pause.toMillis(), 1_000));
        } else if (pause.isPositive() && caughtUp && courier.awaitNews(webhook.companyId(), lanes.read(), pause)) {
            caughtUp = false;
        }
    }

    /** Waits for the deliveries in progress, and stores their outcomes. */
    private void finish() throws InterruptedException {
        long deadline = System.nanoTime() + WebhookClient.TIMEOUT.toNanos();
        while (sending > 0 && deadline - System.nanoTime() > 0) {
            Outcome outcome = outcomes.poll(PAUSE.toMillis(), TimeUnit.MILLISECONDS);
            if (outcome != null) {
                outcomes.add(outcome);
                Instant now = courier.time().instant();
                Batch batch = drained(now);
                Courier.untilDone(this::hasLease, () -> courier.in(webhook.companyId(), () -> save(batch, now)));
            }
        }
    }
}
