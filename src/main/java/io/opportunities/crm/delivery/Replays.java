package io.opportunities.crm.delivery;

import io.opportunities.crm.delivery.DeliveryStore.Outcome;
import io.opportunities.crm.delivery.DeliveryStore.Replay;
import io.opportunities.crm.delivery.http.Target;
import io.opportunities.crm.event.EventLog;
import io.opportunities.crm.event.EventResponse;
import io.opportunities.crm.lease.Lease;
import io.opportunities.identity.tenant.RecordsInMemory;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Delivers events again that an admin asked for, one replay after the other, beside the new events. Each event is tried once. Events that
 * the webhook has yet to get are left to its worker.
 */
final class Replays {

    private static final Logger LOG = LoggerFactory.getLogger(Replays.class);

    private static final int EVENTS_AT_ONCE = 25;
    /** While none runs, a worker asks for one this often. */
    private static final Duration ASKED_EACH = Duration.ofMillis(500);
    /** The retry of a record that is not in arrears. */
    private static final Retry NONE = Retry.first(Long.MAX_VALUE, Instant.MAX);

    private final Lease webhook;
    private final Courier courier;
    private final WorkerShare share;
    private final BooleanSupplier wanted;
    private final Set<RecordKey> hurried = ConcurrentHashMap.newKeySet();
    private @Nullable Thread running;
    private long askedAt = System.nanoTime() - ASKED_EACH.toNanos();

    /** @param wanted whether deliveries may begin */
    Replays(Lease webhook, Courier courier, WorkerShare share, BooleanSupplier wanted) {
        this.webhook = webhook;
        this.courier = courier;
        this.share = share;
        this.wanted = wanted;
    }

    /** Starts the oldest replay of the webhook, in the transaction of the caller, if there is one and none runs. */
    void startIfAny() {
        if ((running == null || !running.isAlive()) && System.nanoTime() - askedAt >= ASKED_EACH.toNanos()) {
            askedAt = System.nanoTime();
            running = courier.store().replay(webhook.recordId())
                    .map(replay -> Thread.ofVirtual().name("webhook-replay-" + webhook.recordId()).start(() -> run(replay))).orElse(null);
        }
    }

    /** Takes the records in arrears whose first event an admin asked for: it is sent by its worker, so that the next ones follow it. */
    List<RecordKey> takeHurried() {
        List<RecordKey> some = List.copyOf(hurried);
        some.forEach(hurried::remove);
        return some;
    }

    /** Waits for the deliveries in progress. */
    void join(long deadline) throws InterruptedException {
        if (running != null) {
            TimeUnit.NANOSECONDS.timedJoin(running, deadline - System.nanoTime());
        }
    }

    private void run(Replay replay) {
        try {
            Optional<Replay> left = Optional.of(replay);
            while (wanted.getAsBoolean() && left.isPresent()) {
                left = left.flatMap(this::step).filter(next -> next.position() < next.last());
            }
        } catch (RuntimeException e) {
            LOG.warn("A replay of webhook {} of company {} is tried again: {}", webhook.recordId(), webhook.companyId(), e.toString());
        }
    }

    /** The next events of a replay, and the sequence up to which they reach. */
    private record Part(Target target, List<EventResponse> events, long end) {}

    /** @return what is left; empty if this worker may not go on */
    private Optional<Replay> step(Replay replay) {
        return courier.in(webhook.companyId(), () -> read(replay)).flatMap(part -> {
            List<Outcome> outcomes = send(part.events(), part.target());
            long end = part.events().stream().map(EventResponse::sequence)
                    .filter(sequence -> outcomes.stream().noneMatch(outcome -> outcome.event().sequence() == sequence))
                    .min(Long::compare).map(unsent -> unsent - 1).orElse(part.end());
            return courier.in(webhook.companyId(), () -> save(new Replay(replay.id(), end, replay.last()), outcomes));
        });
    }

    private Optional<Part> read(Replay replay) {
        Instant now = courier.time().instant();
        Optional<Long> position = courier.store().position(webhook.recordId(), webhook.id());
        return position.isEmpty()
                ? Optional.empty()
                : courier.store().target(webhook.recordId(), now).map(target -> read(replay, target, position.get()));
    }

    private Part read(Replay replay, Target target, long position) {
        Map<RecordKey, Retry> arrears = courier.store().arrears(webhook.recordId());
        if (replay.last() - replay.position() == 1) {
            List<EventResponse> one = courier.one(replay.last());
            one.stream().map(RecordKey::of).filter(key -> arrears.getOrDefault(key, NONE).sequence() == replay.last())
                    .forEach(hurried::add);
            return new Part(target, one.stream().filter(event -> isPast(event, arrears)).toList(), replay.last());
        }
        long last = Math.min(replay.last(), position);
        EventLog.Part part = courier.next(Math.max(replay.position(), courier.start()), target,
                RecordsInMemory.atMost(EVENTS_AT_ONCE, share.bytes()));
        List<EventResponse> events = part.events().stream().filter(event -> event.sequence() <= last)
                .filter(event -> isPast(event, arrears)).toList();
        return new Part(target, events, part.isLast() || part.end() >= last ? replay.last() : part.end());
    }

    private static boolean isPast(EventResponse event, Map<RecordKey, Retry> arrears) {
        return arrears.getOrDefault(RecordKey.of(event), NONE).sequence() > event.sequence();
    }

    private Optional<Replay> save(Replay left, List<Outcome> outcomes) {
        if (courier.store().position(webhook.recordId(), webhook.id()).isEmpty()) {
            return Optional.empty();
        }
        courier.store().note(webhook.recordId(), outcomes, true, courier.time().instant());
        courier.store().save(left);
        return Batch.gone(outcomes).filter(url -> courier.deactivate(webhook, url)).isPresent() ? Optional.empty() : Optional.of(left);
    }

    /** Sends the events of each record in order, and those of different records at once. */
    private List<Outcome> send(List<EventResponse> events, Target target) {
        Map<RecordKey, List<EventResponse>> byRecord = new LinkedHashMap<>();
        events.forEach(event -> byRecord.computeIfAbsent(RecordKey.of(event), key -> new ArrayList<>()).add(event));
        ConcurrentLinkedQueue<Outcome> outcomes = new ConcurrentLinkedQueue<>();
        Semaphore places = new Semaphore(Math.max(1, share.concurrency() / 2));
        List<Thread> threads = byRecord.values().stream().map(some -> Thread.ofVirtual().start(() -> {
            places.acquireUninterruptibly();
            some.forEach(event -> courier.attempt(event, target, wanted).ifPresent(outcomes::add));
            places.release();
        })).toList();
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
