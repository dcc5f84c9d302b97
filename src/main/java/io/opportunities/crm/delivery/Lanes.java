package io.opportunities.crm.delivery;

import io.opportunities.crm.delivery.http.Attempt;
import io.opportunities.crm.event.EventLog;
import io.opportunities.crm.event.EventResponse;
import java.time.Instant;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.random.RandomGenerator;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The deliveries of one webhook in progress, in a lane for each record: its events follow each other, and those of other records do not
 * wait. After a failure the lane is in arrears: it leaves the events read so far, and reads those of its record again until it has caught
 * up. Used by one thread.
 */
final class Lanes {

    /** Further events of a record are read when these are delivered, so that one record does not hold up the log. */
    private static final int MAX_QUEUED = 20;

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

    /**
     * Takes the next events of the log.
     *
     * @return the records with too many of them, which are in arrears from now on
     */
    Map<RecordKey, Retry> read(EventLog.Part part, Set<Long> delivered, Instant now) {
        Map<RecordKey, Retry> full = new HashMap<>();
        for (EventResponse event : part.events()) {
            RecordKey key = RecordKey.of(event);
            Lane lane = lanes.computeIfAbsent(key, each -> new Lane(null));
            if (lane.retry == null && lane.queue.size() == MAX_QUEUED) {
                lane.retry = Retry.first(lane.queue.getFirst().sequence(), now);
                lane.queue.forEach(queued -> unfinished.remove(queued.sequence()));
                arrears++;
                full.put(key, lane.retry);
            } else if (lane.retry == null && !delivered.contains(event.sequence())) {
                lane.queue.add(event);
                unfinished.add(event.sequence());
            } else if (lane.retry == null && lane.queue.isEmpty()) {
                lanes.remove(key);
            }
        }
        read = part.end();
        return full;
    }

    /** Returns the records in arrears that read their next events now, with the sequence of the first. */
    Map<RecordKey, Long> toRead(Instant now, int most) {
        Map<RecordKey, Long> due = new LinkedHashMap<>();
        lanes.forEach((key, lane) -> {
            if (lane.retry != null && lane.retry.sequence() <= read && lane.queue.isEmpty() && lane.isDue(now) && due.size() < most) {
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
    boolean read(RecordKey key, EventLog.Part part, Instant now) {
        Lane lane = lane(key);
        lane.queue.addAll(part.events());
        boolean isCaughtUp = part.events().isEmpty() && part.isLast();
        if (isCaughtUp) {
            lanes.remove(key);
            arrears--;
        } else if (part.events().isEmpty()) {
            lane.retry = Retry.first(part.end() + 1, now);
        }
        return isCaughtUp;
    }

    /** Returns events to send now; each counts as sent until {@link #done}. At most half of them failed before, if there are others. */
    List<EventResponse> toSend(Instant now, int most) {
        if (most < 1) {
            return List.of();
        }
        Map<Boolean, List<Lane>> ready = lanes.values().stream().filter(lane -> !lane.queue.isEmpty() && lane.isDue(now))
                .collect(Collectors.partitioningBy(Lane::hasFailed));
        List<Lane> others = ready.getOrDefault(false, List.of());
        int again = Math.max((most + random.nextInt(2)) / 2, most - others.size());
        return Stream.concat(ready.getOrDefault(true, List.of()).stream().limit(again), others.stream()).limit(most).map(lane -> {
            lane.sending = true;
            return lane.queue.getFirst();
        }).toList();
    }

    /**
     * Notes the outcome of an event.
     *
     * @return the retry of the record, empty if it is not in arrears
     */
    Optional<Retry> done(EventResponse event, Attempt attempt, Instant now) {
        RecordKey key = RecordKey.of(event);
        Lane lane = lane(key);
        lane.sending = false;
        // the others come first now
        lanes.remove(key);
        lanes.put(key, lane);
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

    /** Retries a record now, if it is in arrears. */
    void hurry(RecordKey key, Instant now) {
        Optional.ofNullable(lanes.get(key)).ifPresent(lane -> lane.hurry(now));
    }

    /** Retries everything from now on, as after a sign of life, except where the receiver named a time. */
    void hurry(Instant now) {
        lanes.values().stream().filter(lane -> lane.retry == null || !lane.retry.isAsked()).forEach(lane -> lane.hurry(now));
    }

    /** Returns the time of the next retry, empty if none is due later. */
    Optional<Instant> nextRetry() {
        return lanes.values().stream().filter(lane -> !lane.sending).map(lane -> lane.retry)
                .flatMap(retry -> retry == null || retry.sequence() > read ? Stream.of() : Stream.of(retry.nextAt()))
                .min(Instant::compareTo);
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
