package io.opportunities.crm.delivery;

import io.opportunities.crm.delivery.http.Attempt;
import io.opportunities.crm.delivery.http.Target;
import io.opportunities.crm.event.EventResponse;
import io.opportunities.crm.event.Trigger;
import java.sql.Array;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** Stores how far webhooks are, in the transaction of the caller and its company. */
@Repository
class DeliveryStore {

    private final JdbcClient database;
    private final JdbcTemplate batches;

    DeliveryStore(JdbcClient database, JdbcTemplate batches) {
        this.database = database;
        this.batches = batches;
    }

    /** Where the delivery to a webhook begins. */
    record Start(long position, Map<RecordKey, Retry> arrears, Set<Long> delivered, @Nullable Instant failingSince) {}

    /** The outcome of an attempt at an address, with the status that follows for the event. */
    record Outcome(EventResponse event, String url, Attempt attempt, String status) {

        Outcome with(String other) {
            return new Outcome(event, url, attempt, other);
        }
    }

    /** @return empty if the webhook is gone */
    Optional<Start> start(long webhookId) {
        Map<RecordKey, Retry> arrears = arrears(webhookId);
        Set<Long> delivered = new HashSet<>(database.sql("""
                select d.sequence from webhook_delivery d
                  join webhook_progress p on p.company_id = d.company_id and p.webhook_id = d.webhook_id and d.sequence > p.position
                 where d.company_id = current_company() and d.webhook_id = ? and d.status = 'DELIVERED'""").param(webhookId)
                .query((row, number) -> row.getLong(1)).list());
        return database.sql("""
                select p.position, p.failing_since from webhook_progress p where p.company_id = current_company() and p.webhook_id = ?""")
                .param(webhookId)
                .query((row, number) -> new Start(row.getLong(1), arrears, delivered, instant(row.getTimestamp(2))))
                .optional();
    }

    /** Returns the retry of each record in arrears. */
    Map<RecordKey, Retry> arrears(long webhookId) {
        Map<RecordKey, Retry> arrears = new HashMap<>();
        database.sql("select * from webhook_backlog where company_id = current_company() and webhook_id = ?").param(webhookId)
                .query(row -> {
                    arrears.put(new RecordKey(row.getString("record_type"), row.getLong("record_id")),
                            new Retry(row.getLong("sequence"), row.getInt("attempts"), row.getTimestamp("first_at").toInstant(),
                                    row.getTimestamp("next_at").toInstant(), false));
                });
        return arrears;
    }

    /** Locks the progress of a webhook, and returns its position; empty if another worker has taken over. */
    Optional<Long> position(long webhookId, UUID lease) {
        return database.sql("""
                select position from webhook_progress
                 where company_id = current_company() and webhook_id = ? and leased_by = ? for share""").params(webhookId, lease)
                .query(Long.class).optional();
    }

    /** Returns where an active webhook points to. */
    Optional<Target> target(long webhookId, Instant now) {
        return database.sql("select * from webhook where company_id = current_company() and id = ? and is_active").param(webhookId)
                .query((row, number) -> toTarget(row, now)).optional();
    }

    private static Target toTarget(ResultSet row, Instant now) throws SQLException {
        Array keys = row.getArray("triggers");
        Set<Trigger> triggers = Arrays.stream((String[]) keys.getArray()).map(Trigger::find).flatMap(Optional::stream)
                .collect(Collectors.toSet());
        String[] secrets = (String[]) row.getArray("previous_secrets").getArray();
        Timestamp[] ends = (Timestamp[]) row.getArray("previous_secrets_until").getArray();
        Stream<String> previous = IntStream.range(0, ends.length).filter(place -> ends[place].toInstant().isAfter(now))
                .mapToObj(place -> secrets[place]);
        return new Target(row.getString("url"), triggers, Stream.concat(Stream.of(row.getString("secret")), previous).toList());
    }

    /**
     * Stores the outcomes of attempts, unless another worker has taken over.
     *
     * @param arrears the retry of each touched record, empty if it is not in arrears
     * @return whether this worker still delivers to the webhook
     */
    boolean save(long webhookId, UUID lease, long position, @Nullable Instant failingSince, List<Outcome> outcomes,
            Map<RecordKey, Optional<Retry>> arrears, Instant now) {
        int mine = database.sql("""
                update webhook_progress set position = greatest(position, ?), failing_since = ?
                 where company_id = current_company() and webhook_id = ? and leased_by = ?""")
                .param(position).param(timestamp(failingSince)).param(webhookId).param(lease).update();
        if (mine == 0) {
            return false;
        }
        note(webhookId, outcomes, false, now);
        arrears.forEach((key, retry) -> {
            if (retry.isPresent()) {
                save(webhookId, key, retry.get());
            } else {
                database.sql("""
                        delete from webhook_backlog
                         where company_id = current_company() and webhook_id = ? and record_type = ? and record_id = ?""")
                        .params(webhookId, key.recordType(), key.recordId()).update();
            }
        });
        return true;
    }

    private void save(long webhookId, RecordKey key, Retry retry) {
        database.sql("""
                insert into webhook_backlog (company_id, webhook_id, record_type, record_id, sequence, attempts, first_at, next_at)
                values (current_company(), ?, ?, ?, ?, ?, ?, ?)
                    on conflict on constraint webhook_backlog_pk do update set sequence = excluded.sequence,
                       attempts = excluded.attempts, first_at = excluded.first_at, next_at = excluded.next_at""")
                .params(webhookId, key.recordType(), key.recordId(), retry.sequence(), retry.attempts(), Timestamp.from(retry.firstAt()),
                        Timestamp.from(retry.nextAt()))
                .update();
    }

    /**
     * Stores the outcomes of attempts for the admins.
     *
     * @param replayed whether they are further attempts: a failure then leaves the status of an event that is delivered or waits
     */
    void note(long webhookId, List<Outcome> outcomes, boolean replayed, Instant now) {
        List<Object[]> rows = outcomes.stream().sorted(Comparator.comparing(outcome -> outcome.event.sequence()))
                .map(outcome -> new Object[]{webhookId, outcome.event.sequence(), outcome.event.triggerKey(), outcome.event.recordType(),
                        outcome.event.recordId(), outcome.status, Timestamp.from(now), Timestamp.from(now), outcome.attempt.status(),
                        (int) outcome.attempt.latency().toMillis(), outcome.attempt.response(), replayed})
                .toList();
        batches.batchUpdate("""
                insert into webhook_delivery (company_id, webhook_id, sequence, trigger_key, record_type, record_id, status, attempts,
                        first_at, last_at, response_status, latency, response)
                values (current_company(), ?, ?, ?, ?, ?, ?, 1, ?, ?, ?, ?, ?)
                    on conflict on constraint webhook_delivery_sequence_uk do update
                   set status = case when ? and excluded.status = 'FAILED' then webhook_delivery.status else excluded.status end,
                       attempts = webhook_delivery.attempts + 1, last_at = excluded.last_at,
                       response_status = excluded.response_status, latency = excluded.latency, response = excluded.response""", rows);
    }

    /** Switches a webhook off, because its receiver is gone. Returns false if it points to another address by now. */
    boolean deactivate(long webhookId, String url) {
        return database.sql("""
                update webhook set is_active = false, version = version + 1
                 where company_id = current_company() and id = ? and url = ? and is_active""").params(webhookId, url).update() > 0;
    }

    /** The oldest replay of a webhook that is not done. */
    record Replay(long id, long position, long last) {}

    Optional<Replay> replay(long webhookId) {
        return database.sql("""
                select id, position, last from webhook_replay
                 where company_id = current_company() and webhook_id = ? order by id limit 1""").param(webhookId)
                .query((row, number) -> new Replay(row.getLong(1), row.getLong(2), row.getLong(3))).optional();
    }

    void save(Replay replay) {
        if (replay.position >= replay.last) {
            database.sql("delete from webhook_replay where company_id = current_company() and id = ?").param(replay.id).update();
        } else {
            database.sql("update webhook_replay set position = greatest(position, ?) where company_id = current_company() and id = ?")
                    .params(replay.position, replay.id).update();
        }
    }

    private static @Nullable Timestamp timestamp(@Nullable Instant time) {
        return time == null ? null : Timestamp.from(time);
    }

    private static @Nullable Instant instant(@Nullable Timestamp time) {
        return time == null ? null : time.toInstant();
    }
}
