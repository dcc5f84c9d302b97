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
        return Stream.of(events.eventRetention(), changes.changeRetention()).filter(Duration::isPositive).min(Comparator.naturalOrder())
                .map(time.instant()::minus).orElse(Instant.EPOCH);
    }
}
