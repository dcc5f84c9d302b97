package io.opportunities.identity;

import io.opportunities.common.EmailAddress;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.InstantSource;
import java.util.Optional;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** The only look-ups that cross companies: a token or an e-mail must tell which company it belongs to. */
@Component
final class Credentials {

    private static final String KEY = """
            select k.company_id, k.user_id, k.id, k.scope, u.role, c.catalog_version
              from api_key k
              join app_user u on u.company_id = k.company_id and u.id = k.user_id
              join company c on c.company_id = k.company_id
             where k.token_hash = ? and k.revoked_at is null and (k.expires_at is null or k.expires_at > ?) and u.is_active
            """;

    private static final String LOGIN = """
            select u.company_id, u.id, u.password_hash, u.role, c.catalog_version
              from app_user u
              join company c on c.company_id = u.company_id
             where u.email_key = ? and u.is_active and u.password_hash is not null
            """;

    private final JdbcClient database;
    private final InstantSource time;

    Credentials(JdbcClient database, InstantSource time) {
        this.database = database;
        this.time = time;
    }

    /**
     * A user that may log in.
     *
     * @param passwordHash as Spring Security's delegating encoder made it
     */
    record Login(Caller caller, String passwordHash) {}

    /** @return empty where the token is unknown, revoked or expired, or its user is not active */
    Optional<Caller> callerOf(Token token) {
        return database.sql(KEY).param(token.hash()).param(Timestamp.from(time.instant())).query(Credentials::key).optional();
    }

    Optional<Login> login(String email) {
        return database.sql(LOGIN).param(EmailAddress.key(email)).query(Credentials::user).optional();
    }

    private static Caller key(ResultSet row, int number) throws SQLException {
        KeyScope scope = KeyScope.of(row.getString("scope")).orElseThrow();
        return new Caller(row.getLong("company_id"), row.getLong("user_id"), row.getLong("id"), Role.valueOf(row.getString("role")), scope,
                row.getLong("catalog_version"));
    }

    private static Login user(ResultSet row, int number) throws SQLException {
        Caller caller = new Caller(row.getLong("company_id"), row.getLong("id"), 0, Role.valueOf(row.getString("role")), KeyScope.FULL,
                row.getLong("catalog_version"));
        return new Login(caller, row.getString("password_hash"));
    }
}
