package io.opportunities.search.page;

import jakarta.persistence.EntityManager;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** A time before which every change is committed, by the database's clock. It remains true, so all lists share one value for a second. */
@Component
public final class SyncHorizon {

    private static final Duration RETENTION = Duration.ofSeconds(1);

    private final EntityManager database;
    private volatile @Nullable Known known;

    SyncHorizon(EntityManager database) {
        this.database = database;
    }

    /** Returns the time; call it before reading the list. A change committed in between is then in the list, or newer than this time. */
    public Instant get() {
        Known last = known;
        if (last == null || System.nanoTime() - last.askedAt > RETENTION.toNanos()) {
            long now = System.nanoTime();
            last = new Known((Instant) database.createNativeQuery("select sync_until()", Instant.class).getSingleResult(), now);
            known = last;
        }
        return last.until;
    }

    private record Known(Instant until, long askedAt) {}
}
