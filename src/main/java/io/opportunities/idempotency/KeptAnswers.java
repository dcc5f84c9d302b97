package io.opportunities.idempotency;

import io.opportunities.common.ApiException;
import io.opportunities.identity.Caller;
import java.security.MessageDigest;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.json.JsonMapper;
import java.util.List;
import java.util.Map;

/** The answers given to requests with an Idempotency-Key, kept for a day. */
@Component
class KeptAnswers {

    private static final Duration KEPT = Duration.ofHours(24);
    private static final int MOST_AT_ONCE = 5_000;

    private static final String CLAIM = "select * from claim_idempotency_key(?, ?, ?, ?, ?)";
    /** One that is there is over a day old: the claim would have found a younger one. */
    private static final String KEEP = """
            insert into idempotency_key (company_id, user_id, api_key_id, key_digest, fingerprint, status, headers, body, created_at)
            values (?, ?, ?, ?, ?, ?, ?::jsonb, ?, ?)
            on conflict on constraint idempotency_key_pk do update
               set fingerprint = excluded.fingerprint, status = excluded.status, headers = excluded.headers, body = excluded.body,
                   created_at = excluded.created_at
            """;

    private final JdbcClient database;
    private final JsonMapper json;
    private final InstantSource time;

    KeptAnswers(JdbcClient database, JsonMapper json, InstantSource time) {
        this.database = database;
        this.json = json;
        this.time = time;
    }

    /**
     * Claims the key for the current transaction: until it ends nobody else, on no replica, works on a request with it.
     *
     * @return the answer that was given to the same request before
     * @throws KeyInUse where another request has the key
     * @throws ApiException where another request had it
     */
    Optional<KeptAnswer> claim(KeyedRequest request) {
        Caller caller = request.caller();
        Claim claim = database.sql(CLAIM)
                .params(caller.companyId(), caller.userId(), caller.keyId(), request.digest(), Timestamp.from(time.instant().minus(KEPT)))
                .query((row, number) -> claim(row)).single();
        if (!claim.isClaimed) {
            throw new KeyInUse();
        }
        KeptAnswer answer = claim.answer;
        if (answer == null) {
            return Optional.empty();
        }
        if (!MessageDigest.isEqual(claim.fingerprint, request.fingerprint())) {
            throw ApiException.idempotencyKeyReused();
        }
        byte[] body = request.isAnsweredWithSecret()
                ? Seal.open(answer.body(), request.secret()).orElseThrow(ApiException::idempotencyKeyReused)
                : answer.body();
        return Optional.of(new KeptAnswer(answer.status(), answer.headers(), body));
    }

    /** Keeps the answer with what the transaction did: both are there, or neither. */
    void keep(KeyedRequest request, KeptAnswer answer) {
        Caller caller = request.caller();
        byte[] body = request.isAnsweredWithSecret() ? Seal.close(answer.body(), request.secret()) : answer.body();
        database.sql(KEEP)
                .params(caller.companyId(), caller.userId(), caller.keyId(), request.digest(), request.fingerprint(), answer.status(),
                        json.writeValueAsString(answer.headers()), body, Timestamp.from(time.instant()))
                .update();
    }

    /** However many replicas do this at once, they share the work. */
    @Scheduled(fixedDelay = 60_000)
    void expire() {
        Timestamp since = Timestamp.from(time.instant().minus(KEPT));
        long removed;
        do {
            removed = database.sql("select expire_idempotency_keys(?, ?)").params(since, MOST_AT_ONCE).query(Long.class).single();
        } while (removed == MOST_AT_ONCE);
    }

    private Claim claim(ResultSet row) throws SQLException {
        byte[] fingerprint = row.getBytes("fingerprint");
        KeptAnswer answer = fingerprint == null
                ? null
                : new KeptAnswer(row.getInt("status"), json.readValue(row.getString("headers"), new TypeReference<>() {
                }), row.getBytes("body"));
        return new Claim(row.getBoolean("is_claimed"), fingerprint, answer);
    }

    private record Claim(boolean isClaimed, byte @Nullable [] fingerprint, @Nullable KeptAnswer answer) {}
}
