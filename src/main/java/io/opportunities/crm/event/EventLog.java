package io.opportunities.crm.event;

import io.opportunities.crm.changelog.ChangeFilter;
import io.opportunities.crm.changelog.ChangeReader;
import io.opportunities.crm.changelog.PastChange;
import io.opportunities.crm.changelog.RecordHistories;
import io.opportunities.crm.changelog.field.FieldChange;
import io.opportunities.identity.tenant.RecordsInMemory;
import jakarta.persistence.EntityManager;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** Reads the events of the caller's company in the order of the log. */
@Service
@Transactional(readOnly = true)
public class EventLog {

    /** Number of changes read for events of some triggers, which few changes may fire. */
    private static final int MIN_SCANNED = 100;
    /** Bytes of records for them, where these are large. */
    private static final int SCANNED_BYTES = 512 * 1024;

    private final ChangeReader changes;
    private final RecordHistories histories;
    private final EntityManager database;

    EventLog(ChangeReader changes, RecordHistories histories, EntityManager database) {
        this.changes = changes;
        this.histories = histories;
        this.database = database;
    }

    /**
     * A part of the log.
     *
     * @param end the sequence after which the next part begins
     * @param isLast whether the log had no further event
     * @param lastChange time of the last change that was read; null if none was
     */
    public record Part(List<EventResponse> events, long end, boolean isLast, @Nullable Instant lastChange) {}

    /** Returns the sequence after which all events since a time come. */
    public long start(Instant since) {
        return end(changes.placeBefore(since));
    }

    /** Returns the sequence of the last event that can be read now. */
    public long last() {
        return end(until());
    }

    /**
     * Reads the events after a sequence. None is missing, and none appears later before these.
     *
     * @param triggers empty for all
     * @param since time before which events are omitted
     * @param limit maximum number of events
     */
    public Part read(long after, Set<Trigger> triggers, ChangeFilter filter, Instant since, int limit) {
        long until = until();
        ChangeReader.Part part = changes.read(placeBefore(after), until, since, filter,
                triggers.isEmpty() ? limit : Math.max(limit, RecordsInMemory.atMost(MIN_SCANNED, SCANNED_BYTES)));
        List<Fired> fired = fired(part.changes(), triggers).stream().filter(event -> event.sequence() > after).toList();
        List<EventResponse> events = toResponses(fired.stream().limit(limit).toList());
        long end = fired.size() > limit ? events.getLast().sequence() : end(part.until());
        Instant lastChange = fired.size() > limit
                ? events.getLast().firedAt()
                : part.changes().isEmpty() ? null : part.changes().getLast().at();
        return new Part(events, Math.max(after, end), fired.size() <= limit && part.until() == until, lastChange);
    }

    /**
     * Reads the events of one record after a sequence, up to another one. A part that is not the last may be empty, as changes may fire
     * no trigger of these.
     *
     * @param limit maximum number of changes and of events
     */
    public Part read(String recordType, long recordId, long after, long until, Set<Trigger> triggers, Instant since, int limit) {
        List<PastChange> past = changes.read(recordType, recordId, placeBefore(after), until / Trigger.PER_CHANGE, since, limit);
        List<Fired> fired = fired(past, triggers).stream().filter(event -> event.sequence() > after && event.sequence() <= until).toList();
        List<EventResponse> events = toResponses(fired.stream().limit(limit).toList());
        boolean isLast = fired.size() <= limit && past.size() < limit;
        long end = fired.size() > limit ? events.getLast().sequence() : isLast ? until : end(past.getLast().place());
        return new Part(events, Math.max(after, end), isLast, past.isEmpty() ? null : past.getLast().at());
    }

    private long until() {
        return ((Number) database.createNativeQuery("select events_until()").getSingleResult()).longValue();
    }

    private static long end(long place) {
        return place * Trigger.PER_CHANGE + Trigger.PER_CHANGE - 1;
    }

    /** Returns the place before the first change that has events after a sequence. */
    private static long placeBefore(long sequence) {
        return (sequence + 1) / Trigger.PER_CHANGE - 1;
    }

    /** A change that fires a trigger. */
    private record Fired(PastChange change, Trigger trigger) {

        private long sequence() {
            return EventResponse.sequence(change, trigger);
        }
    }

    private List<Fired> fired(List<PastChange> past, Set<Trigger> triggers) {
        return past.stream().flatMap(change -> Arrays.stream(Trigger.values())
                .filter(trigger -> triggers.isEmpty() || triggers.contains(trigger))
                .filter(trigger -> trigger.isFiredBy(change) && (trigger != Trigger.REQUEST_PHASE_COMPLETED || isCompleted(change)))
                .map(trigger -> new Fired(change, trigger))).toList();
    }

    /** Returns whether the phase that the record left is completed. It is not after a move back, or to another workflow. */
    private boolean isCompleted(PastChange change) {
        FieldChange phase = change.change("phaseId");
        return phase != null && phase.from() instanceof Number left
                && histories.of(change.recordType()).hasCompleted(change, left.longValue());
    }

    private List<EventResponse> toResponses(List<Fired> fired) {
        Map<PastChange, Object> records = new HashMap<>();
        fired.stream().map(Fired::change).distinct().collect(Collectors.groupingBy(PastChange::recordType)).forEach((type, some) -> {
            List<Object> responses = histories.of(type).responses(some);
            for (int i = 0; i < some.size(); i++) {
                records.put(some.get(i), responses.get(i));
            }
        });
        List<EventResponse> events = new ArrayList<>();
        fired.forEach(
                event -> events.add(EventResponse.of(event.change, event.trigger, Objects.requireNonNull(records.get(event.change)))));
        return events;
    }
}
