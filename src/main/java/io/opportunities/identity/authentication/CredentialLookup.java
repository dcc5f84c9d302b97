package io.opportunities.identity.authentication;

import io.opportunities.common.contact.EmailAddress;
import io.opportunities.identity.ApiKeyScope;
import io.opportunities.identity.ApiKeyToken;
import io.opportunities.identity.Caller;
import io.opportunities.identity.Role;
import java.nio.ByteBuffer;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.InstantSource;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Looks up credentials before the company is known, because a token or an e-mail determines it. The schema permits these queries. */
@Component
public final class CredentialLookup {

    private static final String KEY = "select company_id, user_id, id, scope, role from caller_of_token(?, ?)";
    private static final String KEYS = """
            select h.hash, c.company_id, c.user_id, c.id, c.scope, c.role
              from unnest(?::bytea[]) as h (hash), caller_of_token(h.hash, ?) c
            """;
    private static final String LOGIN = "select company_id, id, password_hash, role from login_of_email(?)";

    private final JdbcClient database;
    private final InstantSource time;

    CredentialLookup(JdbcClient database, InstantSource time) {
        this.database = database;
        this.time = time;
    }

    /**
     * A user that may log in.
     *
     * @param passwordHash in the format of Spring Security's delegating encoder
     */
    public record Login(Caller caller, String passwordHash) {}

    /** @return empty if the token is unknown, revoked or expired, or its user is inactive */
    Optional<Caller> callerOf(ApiKeyToken token) {
        return database.sql(KEY).param(token.hash()).param(Timestamp.from(time.instant())).query(CredentialLookup::key).optional();
    }

    /** Returns the callers by the hash of the token, without those that {@link #callerOf} would not find. */
    Map<ByteBuffer, Caller> callersOf(Collection<ByteBuffer> hashes) {
        Map<ByteBuffer, Caller> callers = new HashMap<>();
        byte[][] all = hashes.stream().map(ByteBuffer::array).toArray(byte[][]::new);
        database.sql(KEYS).param(all).param(Timestamp.from(time.instant()))
                .query(row -> {
                    callers.put(ByteBuffer.wrap(row.getBytes("hash")), key(row, 0));
                });
        return callers;
    }

    public Optional<Login> login(String email) {
        return EmailAddress.possibleUserKey(email).flatMap(key -> database.sql(LOGIN).param(key).query(CredentialLookup::user).optional());
    }

    private static Caller key(ResultSet row, int number) throws SQLException {
        ApiKeyScope scope = ApiKeyScope.of(row.getString("scope")).orElseThrow();
        return new Caller(row.getLong("company_id"), row.getLong("user_id"), row.getLong("id"), Role.valueOf(row.getString("role")), scope);
    }

    private static Login user(ResultSet row, int number) throws SQLException {
        Caller caller = new Caller(row.getLong("company_id"), row.getLong("id"), 0, Role.valueOf(row.getString("role")),
                ApiKeyScope.FULL);
        return new Login(caller, row.getString("password_hash"));
    }
}
