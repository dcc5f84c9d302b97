package io.opportunities.idempotency;

import io.opportunities.database.RetentionTask;
import io.opportunities.identity.Caller;
import io.opportunities.web.error.ApiException;
import java.security.MessageDigest;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.context.annotation.Bean;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.json.JsonMapper;

/** Stores the responses to requests with an Idempotency-Key for a day. */
@Component
class IdempotencyStore {

    private static final Duration RETENTION = Duration.ofHours(24);

    private static final String CLAIM = "select * from claim_idempotency_key(?, ?, ?, ?, ?)";
    /** A conflicting row is over a day old: the claim would have found a newer one. */
    private static final String STORE = """
            insert into idempotency_key (company_id, user_id, api_key_id, key_digest, fingerprint, status, headers, body, created_at)
            values (?, ?, ?, ?, ?, ?, ?::jsonb, ?, ?)
            on conflict on constraint idempotency_key_pk do update
               set fingerprint = excluded.fingerprint, status = excluded.status, headers = excluded.headers, body = excluded.body,
                   created_at = excluded.created_at
            """;

    private static final String FIRST_STORED = """
            select coalesce(min(wanted.place)::integer, 0) - 1
              from unnest(?::bytea[]) with ordinality as wanted(digest, place)
              join idempotency_key k on k.company_id = ? and k.user_id = ? and k.api_key_id = ? and k.key_digest = wanted.digest
                                    and k.created_at >= ?
            """;

    private final JdbcClient database;
    private final JsonMapper json;
    private final InstantSource time;

    IdempotencyStore(JdbcClient database, JsonMapper json, InstantSource time) {
        this.database = database;
        this.json = json;
        this.time = time;
    }

    /**
     * Claims the key for the current transaction. Until it ends, no other request with the key runs on any replica.
     *
     * @return the stored response to the same request
     * @throws IdempotencyKeyInUseException if another request has claimed the key
     * @throws ApiException if a different request used the key
     */
    Optional<StoredResponse> claim(IdempotentRequest request) {
        Caller caller = request.caller();
        Claim claim = database.sql(CLAIM)
                .params(caller.companyId(), caller.userId(), caller.keyId(), request.digest(),
                        Timestamp.from(time.instant().minus(RETENTION)))
                .query((row, number) -> claim(row)).single();
        if (!claim.isClaimed) {
            throw new IdempotencyKeyInUseException();
        }
        StoredResponse answer = claim.answer;
        if (answer == null) {
            return Optional.empty();
        }
        if (!MessageDigest.isEqual(claim.fingerprint, request.fingerprint())) {
            throw ApiException.idempotencyKeyReused();
        }
        byte[] body = request.hasSecretResponse()
                ? ResponseCipher.open(answer.body(), request.secret()).orElseThrow(ApiException::idempotencyKeyReused)
                : answer.body();
        return Optional.of(new StoredResponse(answer.status(), answer.headers(), body));
    }

    /** Returns the index of the first of some requests of one caller that has a stored response, -1 if none has. */
    int firstStored(List<IdempotentRequest> requests) {
        if (requests.isEmpty()) {
            return -1;
        }
        Caller caller = requests.getFirst().caller();
        return database.sql(FIRST_STORED)
                .params(requests.stream().map(IdempotentRequest::digest).toArray(byte[][]::new), caller.companyId(), caller.userId(),
                        caller.keyId(), Timestamp.from(time.instant().minus(RETENTION)))
                .query(Integer.class).single();
    }

    /** Stores the response in the same transaction as the changes: both persist, or neither. */
    void store(IdempotentRequest request, StoredResponse answer) {
        Caller caller = request.caller();
        byte[] body = request.hasSecretResponse() ? ResponseCipher.close(answer.body(), request.secret()) : answer.body();
        database.sql(STORE)
                .params(caller.companyId(), caller.userId(), caller.keyId(), request.digest(), request.fingerprint(), answer.status(),
                        json.writeValueAsString(answer.headers()), body, Timestamp.from(time.instant()))
                .update();
    }

    @Bean
    static RetentionTask.Rule expiredAnswers() {
        return new RetentionTask.Rule("idempotency_key", RETENTION);
    }

    private Claim claim(ResultSet row) throws SQLException {
        byte[] fingerprint = row.getBytes("fingerprint");
        StoredResponse answer = fingerprint == null
                ? null
                : new StoredResponse(row.getInt("status"), json.readValue(row.getString("headers"), new TypeReference<>() {
                }), row.getBytes("body"));
        return new Claim(row.getBoolean("is_claimed"), fingerprint, answer);
    }

    private record Claim(boolean isClaimed, byte @Nullable [] fingerprint, @Nullable StoredResponse answer) {}
}
