package io.opportunities.crm.event;

import io.opportunities.identity.Caller;
import io.opportunities.web.error.ApiException;
import io.opportunities.web.error.Violation;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import org.springframework.stereotype.Service;

/** Answers clients that pull events, and lets them wait for the next one without a transaction. */
@Service
class EventService {

    /** How long an answer without events goes on looking; the client continues from its cursor. */
    private static final Duration MAX_SCAN = Duration.ofSeconds(3);

    private final EventLog log;
    private final EventFeed feed;
    private final EventRetention retention;
    private final InstantSource time;

    EventService(EventLog log, EventFeed feed, EventRetention retention, InstantSource time) {
        this.log = log;
        this.feed = feed;
        this.retention = retention;
        this.time = time;
    }

    /** The next events, and the cursor after them. */
    record Page(List<EventResponse> events, EventCursor next) {}

    /** @throws ApiException 400 for a cursor from before the retention, because events after it may be gone */
    Page next(EventQuery query) {
        Instant since = query.after().isPresent() ? retention.sinceForReaders() : retention.since();
        EventCursor from = query.after().map(cursor -> checked(cursor, since)).orElseGet(() -> new EventCursor(log.start(since), since));
        long deadline = System.nanoTime() + query.patience().toNanos();
        long scanned = System.nanoTime() + MAX_SCAN.toNanos();
        EventLog.Part part = log.read(from.sequence(), query.triggers(), query.filter(), since, query.limit());
        Instant at = readUpTo(part, from.at());
        while (part.events().isEmpty() && (part.isLast() ? hasNews(part.end(), deadline) : System.nanoTime() < scanned)) {
            part = log.read(part.end(), query.triggers(), query.filter(), since, query.limit());
            at = readUpTo(part, at);
        }
        return new Page(part.events(), new EventCursor(part.end(), at));
    }

    private Instant readUpTo(EventLog.Part part, Instant before) {
        return part.isLast() ? time.instant() : part.lastChange() == null ? before : part.lastChange();
    }

    private boolean hasNews(long sequence, long deadline) {
        Duration left = Duration.ofNanos(deadline - System.nanoTime());
        return left.isPositive() && feed.awaitAsClient(Caller.current().companyId(), sequence, left);
    }

    private static EventCursor checked(EventCursor cursor, Instant since) {
        if (cursor.at().isBefore(since)) {
            throw ApiException.validation(List.of(new Violation("after", Violation.Code.OUT_OF_RANGE,
                    "after must be a cursor from the time that events are kept; this one is of %s, and events before %s are gone."
                            .formatted(cursor.at(), since) + " Read the records again, then the events without after")));
        }
        return cursor;
    }
}
