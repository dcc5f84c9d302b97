package io.opportunities.identity.audit;

import io.github.bucket4j.Bucket;
import io.opportunities.identity.Caller;
import io.opportunities.identity.audit.CredentialOwnerLookup.Known;
import io.opportunities.identity.authentication.AuthenticationAttempt;
import io.opportunities.identity.authentication.AuthenticationAttempt.Origin;
import java.sql.Timestamp;
import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/** Stores an attempt in its company, or logs an attempt without a company. */
@Component
class AuthenticationEventWriter {

    private static final Logger LOG = LoggerFactory.getLogger(AuthenticationEventWriter.class);
    private static final int LINES_PER_MINUTE = 30;

    /**
     * Inserts a first use only for keys with a creation event; for older keys it is unknown. A unique index limits refusals to one a minute
     * for each kind, address and key or user. The total for a user is at most 100 a minute, from any number of addresses. The id is drawn
     * before: on Citus the node of the row would draw it from a range of its own, against the order of events.
     */
    private static final String INSERT = """
            insert into authentication_event (company_id, id, at, kind, reason, api_key_id, user_id, address, request_id, refused_minute)
            select :company, :id, :at, :kind, :reason, :key, :user, :address, :request, cast(:minute as timestamptz)
             where (:kind <> 'KEY_FIRST_USED' or exists (
                       select 1 from authentication_event e
                        where e.company_id = :company and e.api_key_id = :key and e.kind = 'KEY_CREATED'))
               and (cast(:minute as timestamptz) is null or 100 > (
                       select count(*) from authentication_event e
                        where e.company_id = :company and e.user_id = :user and e.refused_minute = cast(:minute as timestamptz)))
            on conflict do nothing
            """;

    private final CredentialOwnerLookup credentials;
    private final JdbcClient database;
    private final TransactionTemplate transaction;
    private final Bucket lines = Bucket.builder()
            .addLimit(limit -> limit.capacity(LINES_PER_MINUTE).refillGreedy(LINES_PER_MINUTE, Duration.ofMinutes(1))).build();

    AuthenticationEventWriter(CredentialOwnerLookup credentials, JdbcClient database, PlatformTransactionManager transactions) {
        this.credentials = credentials;
        this.database = database;
        this.transaction = new TransactionTemplate(transactions);
    }

    void write(AuthenticationAttempt attempt) {
        switch (attempt) {
            case AuthenticationAttempt.KeyUsed(Caller by, Origin origin) ->
                insert(AuthenticationEventType.KEY_FIRST_USED, new Known(by.companyId(), by.userId(), by.keyId(), null), origin);
            case AuthenticationAttempt.KeyRefused(var token, Origin origin) ->
                insertOrLog(AuthenticationEventType.KEY_REFUSED, token.flatMap(known -> credentials.refusedKey(known, origin.at())),
                        origin);
            case AuthenticationAttempt.LoginRefused(String emailKey, Origin origin) ->
                insertOrLog(AuthenticationEventType.LOGIN_REFUSED, credentials.user(emailKey), origin);
            case AuthenticationAttempt.LoginLimited(String emailKey, Origin origin) ->
                insertOrLog(AuthenticationEventType.LOGIN_LIMITED, credentials.user(emailKey), origin);
            case AuthenticationAttempt.KeyLimited limited -> log("API keys, as too many were refused", limited.origin());
        }
    }

    private void insertOrLog(AuthenticationEventType kind, Optional<Known> known, Origin origin) {
        known.ifPresentOrElse(found -> insert(kind, found, origin),
                () -> log(kind == AuthenticationEventType.KEY_REFUSED ? "unknown API key" : "password for an unknown e-mail", origin));
    }

    private void insert(AuthenticationEventType kind, Known known, Origin origin) {
        Caller.service(known.companyId(), known.userId()).run(() -> transaction.execute(status -> database.sql(INSERT)
                .param("company", known.companyId())
                .param("id", database.sql("select nextval('authentication_event_seq')").query(Long.class).single())
                .param("at", Timestamp.from(origin.at()))
                .param("kind", kind.name())
                .param("reason", known.reason() == null ? null : known.reason().name())
                .param("key", known.keyId())
                .param("user", known.userId())
                .param("address", origin.address().text())
                .param("request", origin.requestId())
                .param("minute",
                        kind == AuthenticationEventType.KEY_FIRST_USED ? null : Timestamp.from(origin.at().truncatedTo(ChronoUnit.MINUTES)))
                .update()));
    }

    /** Logs a refusal without the input, which may be a mistyped key or password. */
    private void log(String what, Origin origin) {
        if (lines.tryConsume(1)) {
            LOG.warn("Refused: {}, from {} (request {}); the metric opportunities.authentication.refused counts all", what,
                    origin.address().text(), origin.requestId());
        }
    }
}
