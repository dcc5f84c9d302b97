package io.opportunities.identity.authentication;

import io.opportunities.identity.Caller;
import jakarta.annotation.PreDestroy;
import java.sql.Timestamp;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Comparator;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;
import org.springframework.dao.DataAccessException;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.scheduling.annotation.EnableScheduling;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;

/** Records the last use of each key, also of deprecated paths, and stores it every second, off the request thread. */
@Component
@EnableScheduling
public final class ApiKeyUsageRecorder {

    /** Updates keys of all companies at once, which the schema permits only to this procedure. */
    private static final String WRITE = "call note_key_use(?, ?, ?, ?, ?)";

    private final ConcurrentHashMap<Key, Use> uses = new ConcurrentHashMap<>();
    private final JdbcTemplate database;
    private final InstantSource time;

    ApiKeyUsageRecorder(JdbcTemplate database, InstantSource time) {
        this.database = database;
        this.time = time;
    }

    void used(Caller caller) {
        uses.merge(new Key(caller.companyId(), caller.keyId()), new Use(time.instant(), 0, null), Use::plus);
    }

    public void usedDeprecatedPath(Caller caller) {
        Instant now = time.instant();
        uses.merge(new Key(caller.companyId(), caller.keyId()), new Use(now, 1, now), Use::plus);
    }

    @Scheduled(fixedDelay = 1_000)
    @PreDestroy
    void write() {
        // in one order, so that replicas never deadlock
        Map<Key, Use> batch = new TreeMap<>(Comparator.comparing(Key::companyId).thenComparing(Key::id));
        uses.keySet().forEach(key -> batch.put(key, Objects.requireNonNull(uses.remove(key))));
        try {
            if (!batch.isEmpty()) {
                database.batchUpdate(WRITE, batch.entrySet().stream().map(each -> row(each.getKey(), each.getValue())).toList());
            }
        } catch (DataAccessException away) {
            batch.forEach((key, use) -> uses.merge(key, use, (later, earlier) -> earlier.plus(later)));
        }
    }

    private static @Nullable Object[] row(Key key, Use use) {
        Timestamp deprecated = use.deprecatedAt == null ? null : Timestamp.from(use.deprecatedAt);
        return new @Nullable Object[]{key.companyId, key.id, Timestamp.from(use.at), use.deprecatedCalls, deprecated};
    }

    private record Key(long companyId, long id) {}

    private record Use(Instant at, long deprecatedCalls, @Nullable Instant deprecatedAt) {

        private Use plus(Use later) {
            return new Use(later.at, deprecatedCalls + later.deprecatedCalls,
                    later.deprecatedAt == null ? deprecatedAt : later.deprecatedAt);
        }
    }
}
