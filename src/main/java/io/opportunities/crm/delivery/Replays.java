package io.opportunities.crm.delivery;

import io.opportunities.crm.delivery.DeliveryStore.Outcome;
import io.opportunities.crm.event.EventLog;
import io.opportunities.crm.event.EventResponse;
import io.opportunities.crm.lease.Lease;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.BooleanSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Delivers events again that an admin asked for, one replay after the other, beside the new events. Each event is tried once. */
final class Replays {

    private static final Logger LOG = LoggerFactory.getLogger(Replays.class);

    private static final int EVENTS_AT_ONCE = 25;

    private final Lease webhook;
    private final Courier courier;
    private final BooleanSupplier lease;
    private final AtomicBoolean running = new AtomicBoolean();

    /** @param lease whether this instance may deliver */
    Replays(Lease webhook, Courier courier, BooleanSupplier lease) {
        this.webhook = webhook;
        this.courier = courier;
        this.lease = lease;
    }

    /** Starts the oldest replay of the webhook, in the transaction of the caller, if there is one and none runs. */
    void startIfAny(Target target) {
        if (!running.get()) {
            courier.store().replay(webhook.recordId()).ifPresent(replay -> {
                running.set(true);
                Thread.ofVirtual().name("webhook-replay-" + webhook.recordId()).start(() -> run(replay, target));
            });
        }
    }

    private void run(DeliveryStore.Replay replay, Target target) {
        try {
            DeliveryStore.Replay left = replay;
            while (lease.getAsBoolean() && left.position() < left.last()) {
                left = step(left, target);
            }
        } catch (RuntimeException e) {
            LOG.warn("A replay of webhook {} of company {} is tried again: {}", webhook.recordId(), webhook.companyId(), e.toString());
        } finally {
            running.set(false);
        }
    }

    private DeliveryStore.Replay step(DeliveryStore.Replay replay, Target target) {
        boolean single = replay.last() - replay.position() == 1;
        EventLog.Part part = courier.in(webhook.companyId(), () -> single
                ? new EventLog.Part(courier.one(replay.last()), replay.last(), true)
                : courier.next(replay.position(), target, EVENTS_AT_ONCE));
        List<EventResponse> events = part.events().stream().filter(event -> event.sequence() <= replay.last()).toList();
        List<Outcome> outcomes = send(events, target);
        long end = part.isLast() ? replay.last() : Math.min(part.end(), replay.last());
        DeliveryStore.Replay left = new DeliveryStore.Replay(replay.id(), end, replay.last());
        return courier.in(webhook.companyId(), () -> {
            courier.store().note(webhook.recordId(), outcomes, courier.time().instant());
            courier.store().save(left);
            return left;
        });
    }

    /** Sends the events of each record in order, and those of different records at once. */
    private List<Outcome> send(List<EventResponse> events, Target target) {
        Map<RecordKey, List<EventResponse>> byRecord = new LinkedHashMap<>();
        events.forEach(event -> byRecord.computeIfAbsent(RecordKey.of(event), key -> new ArrayList<>()).add(event));
        ConcurrentLinkedQueue<Outcome> outcomes = new ConcurrentLinkedQueue<>();
        List<Thread> threads = byRecord.values().stream().map(some -> Thread.ofVirtual()
                .start(() -> some.forEach(event -> outcomes.add(courier.attempt(event, target))))).toList();
        for (Thread thread : threads) {
            try {
                thread.join();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }
        return List.copyOf(outcomes);
    }
}
