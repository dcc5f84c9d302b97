package io.opportunities.audit;

import io.github.bucket4j.Bucket;
import io.opportunities.audit.KnownCredentials.Known;
import io.opportunities.identity.Attempt;
import io.opportunities.identity.Attempt.Origin;
import io.opportunities.identity.Caller;
import java.sql.Timestamp;
import java.time.Duration;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/** Writes an attempt down in the company it belongs to, or in the log where it belongs to none. */
@Component
class AttemptWriter {

    private static final Logger LOG = LoggerFactory.getLogger(AttemptWriter.class);
    private static final int LINES_PER_MINUTE = 30;

    /** The first use only of keys that were made since there is this record; of the others it is not known. */
    private static final String INSERT = """
            insert into authentication_event (company_id, at, kind, reason, api_key_id, user_id, address, request_id)
            select :company, :at, :kind, :reason, :key, :user, :address, :request
             where :kind <> 'KEY_FIRST_USED' or exists (
                 select from authentication_event e
                  where e.company_id = :company and e.api_key_id = :key and e.kind = 'KEY_CREATED')
            on conflict (company_id, api_key_id) where kind = 'KEY_FIRST_USED' do nothing
            """;

    private final KnownCredentials credentials;
    private final JdbcClient database;
    private final TransactionTemplate transaction;
    private final Bucket lines = Bucket.builder()
            .addLimit(limit -> limit.capacity(LINES_PER_MINUTE).refillGreedy(LINES_PER_MINUTE, Duration.ofMinutes(1))).build();

    AttemptWriter(KnownCredentials credentials, JdbcClient database, PlatformTransactionManager transactions) {
        this.credentials = credentials;
        this.database = database;
        this.transaction = new TransactionTemplate(transactions);
    }

    void write(Attempt attempt) {
        switch (attempt) {
            case Attempt.KeyUsed(Caller by, Origin origin) ->
                insert(Kind.KEY_FIRST_USED, new Known(by.companyId(), by.userId(), by.keyId(), null), origin);
            case Attempt.KeyRefused(var token, Origin origin) ->
                insertOrLog(Kind.KEY_REFUSED, token.flatMap(known -> credentials.refusedKey(known, origin.at())), origin);
            case Attempt.LoginRefused(String email, Origin origin) -> insertOrLog(Kind.LOGIN_REFUSED, credentials.user(email), origin);
            case Attempt.LoginLimited(String email, Origin origin) -> insertOrLog(Kind.LOGIN_LIMITED, credentials.user(email), origin);
            case Attempt.KeyLimited limited -> log("API keys, as too many were refused", limited.origin());
        }
    }

    private void insertOrLog(Kind kind, Optional<Known> known, Origin origin) {
        known.ifPresentOrElse(found -> insert(kind, found, origin),
                () -> log(kind == Kind.KEY_REFUSED ? "unknown API key" : "password for an unknown e-mail", origin));
    }

    private void insert(Kind kind, Known known, Origin origin) {
        Caller.service(known.companyId(), known.userId()).run(() -> transaction.execute(status -> database.sql(INSERT)
                .param("company", known.companyId())
                .param("at", Timestamp.from(origin.at()))
                .param("kind", kind.name())
                .param("reason", known.reason() == null ? null : known.reason().name())
                .param("key", known.keyId())
                .param("user", known.userId())
                .param("address", origin.address().text())
                .param("request", origin.requestId())
                .update()));
    }

    /** What came is not said: it may be a mistyped key or password. */
    private void log(String what, Origin origin) {
        if (lines.tryConsume(1)) {
            LOG.warn("Refused: {}, from {} (request {}); the metric opportunities.authentication.refused counts all", what,
                    origin.address().text(), origin.requestId());
        }
    }
}
