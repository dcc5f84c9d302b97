package io.opportunities.crm.event;

import io.opportunities.crm.changelog.ChangelogSettings;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Comparator;
import java.util.stream.Stream;
import org.springframework.stereotype.Component;

/** How long events are kept: not longer than the changes that fire them. */
@Component
public final class EventRetention {

    private static final Duration GRACE = Duration.ofDays(1);

    private final EventSettings events;
    private final ChangelogSettings changes;
    private final InstantSource time;

    EventRetention(EventSettings events, ChangelogSettings changes, InstantSource time) {
        this.events = events;
        this.changes = changes;
        this.time = time;
    }

    /** Returns the time since which events are kept. */
    public Instant since() {
        return since(Duration.ZERO);
    }

    /** Returns the time since which a client that has begun to read may go on: a day more, where changes are kept so long. */
    Instant sinceForReaders() {
        return since(GRACE);
    }

    private Instant since(Duration more) {
        Duration kept = events.eventRetention();
        return Stream.of(kept.isPositive() ? kept.plus(more) : kept, changes.changeRetention()).filter(Duration::isPositive)
                .min(Comparator.naturalOrder()).map(time.instant()::minus).orElse(Instant.EPOCH);
    }
}
