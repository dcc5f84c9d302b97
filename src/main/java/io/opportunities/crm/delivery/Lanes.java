package io.opportunities.crm.delivery;

import io.opportunities.crm.delivery.http.Attempt;
import io.opportunities.crm.event.EventResponse;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/**
 * The deliveries of one webhook in progress, in a lane for each record: its events follow each other, and those of other records do not
 * wait. After a failure the lane is in arrears: it leaves the events read so far, and reads those of its record again until it has caught
 * up. Used by one thread.
 */
final class Lanes {

    private final Map<RecordKey, Lane> lanes = new LinkedHashMap<>();
    private final TreeSet<Long> unfinished = new TreeSet<>();
    private final RandomGenerator random;
    private long read;
    private int arrears;

    /** @param read the sequence up to which events are delivered, or their record is in arrears */
    Lanes(long read, Map<RecordKey, Retry> arrears, RandomGenerator random) {
        this.read = read;
        this.random = random;
        arrears.forEach((key, retry) -> lanes.put(key, new Lane(retry)));
        this.arrears = arrears.size();
    }

    /** The events of one record. */
    private static final class Lane {

        private final Deque<EventResponse> queue = new ArrayDeque<>();
        private @Nullable Retry retry;
        private boolean sending;

        private Lane(@Nullable Retry retry) {
            this.retry = retry;
        }

        private boolean isDue(Instant now) {
            return !sending && (retry == null || !retry.nextAt().isAfter(now));
        }
    }

    /** Takes the next events of the log. */
    void read(List<EventResponse> events, long end, Set<Long> delivered) {
        for (EventResponse event : events) {
            Lane lane = lanes.computeIfAbsent(RecordKey.of(event), key -> new Lane(null));
            if (lane.retry == null && !delivered.contains(event.sequence())) {
                lane.queue.add(event);
                unfinished.add(event.sequence());
            } else if (lane.retry == null && lane.queue.isEmpty()) {
                lanes.remove(RecordKey.of(event));
            }
        }
        read = end;
    }

    /** Returns the records in arrears that read their next events now, with the sequence of the first. */
    Map<RecordKey, Long> toRead(Instant now, int most) {
        Map<RecordKey, Long> due = new LinkedHashMap<>();
        lanes.forEach((key, lane) -> {
            if (lane.retry != null && lane.queue.isEmpty() && lane.isDue(now) && due.size() < most) {
                due.put(key, lane.retry.sequence());
            }
        });
        return due;
    }

    /**
     * Takes the next events of a record in arrears.
     *
     * @return whether it has caught up, as there are none
     */
    boolean read(RecordKey key, List<EventResponse> events) {
        Lane lane = lane(key);
        lane.queue.addAll(events);
        if (events.isEmpty()) {
            lanes.remove(key);
            arrears--;
        }
        return events.isEmpty();
    }

    /** Returns events to send now; each counts as sent until {@link #done}. */
    List<EventResponse> toSend(Instant now, int most) {
        List<EventResponse> ready = new ArrayList<>();
        for (Lane lane : lanes.values()) {
            if (ready.size() < most && !lane.queue.isEmpty() && lane.isDue(now)) {
                lane.sending = true;
                ready.add(lane.queue.getFirst());
            }
        }
        return ready;
    }

    /**
     * Notes the outcome of an event.
     *
     * @return the retry of the record, empty if it is not in arrears
     */
    Optional<Retry> done(EventResponse event, Attempt attempt, Instant now) {
        Lane lane = lane(RecordKey.of(event));
        lane.sending = false;
        Retry tried = lane.retry != null && lane.retry.sequence() == event.sequence() ? lane.retry : Retry.first(event.sequence(), now);
        Optional<Retry> again = attempt.isDelivered() ? Optional.empty() : tried.failed(attempt, now, random);
        if (again.isPresent()) {
            arrears += lane.retry == null ? 1 : 0;
            lane.retry = again.get();
            lane.queue.forEach(left -> unfinished.remove(left.sequence()));
            lane.queue.clear();
        } else {
            finish(lane, event, now);
        }
        return Optional.ofNullable(lane.retry);
    }

    private void finish(Lane lane, EventResponse event, Instant now) {
        lane.queue.removeFirst();
        unfinished.remove(event.sequence());
        if (lane.retry != null) {
            EventResponse next = lane.queue.peekFirst();
            lane.retry = Retry.first(next == null ? event.sequence() + 1 : next.sequence(), now);
        } else if (lane.queue.isEmpty()) {
            lanes.remove(RecordKey.of(event));
        }
    }

    boolean isInArrears(RecordKey key) {
        Lane lane = lanes.get(key);
        return lane != null && lane.retry != null;
    }

    private Lane lane(RecordKey key) {
        Lane lane = lanes.get(key);
        if (lane == null) {
            throw new IllegalStateException("no event of this record is in progress");
        }
        return lane;
    }

    /** Retries everything from now on, as after a sign of life. */
    void hurry(Instant now) {
        lanes.values().forEach(lane -> {
            if (lane.retry != null && lane.retry.nextAt().isAfter(now)) {
                lane.retry = lane.retry.at(now);
            }
        });
    }

    /** Returns the time of the next retry, empty if none is due later. */
    Optional<Instant> nextRetry() {
        return lanes.values().stream().filter(lane -> lane.retry != null && !lane.sending).map(lane -> lane.retry)
                .map(retry -> retry == null ? Instant.MAX : retry.nextAt()).min(Instant::compareTo);
    }

    long read() {
        return read;
    }

    /** Returns the sequence up to which every event is delivered, or its record is in arrears. */
    long position() {
        return unfinished.isEmpty() ? read : unfinished.first() - 1;
    }

    /** Returns the number of events in memory. */
    int queued() {
        return lanes.values().stream().mapToInt(lane -> lane.queue.size()).sum();
    }

    int unfinished() {
        return unfinished.size();
    }

    int arrears() {
        return arrears;
    }
}
