package io.opportunities.identity;

import io.opportunities.common.EmailAddress;
import io.opportunities.common.Text;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.InstantSource;
import java.util.Optional;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** The look-ups before the company is known: a token or an e-mail must tell which one it belongs to. The schema lets these through. */
@Component
final class Credentials {

    private static final String KEY = "select company_id, user_id, id, scope, role from caller_of_token(?, ?)";
    private static final String LOGIN = "select company_id, id, password_hash, role from login_of_email(?)";

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
        if (!Text.isStorable(email)) {
            return Optional.empty();
        }
        return database.sql(LOGIN).param(EmailAddress.key(email)).query(Credentials::user).optional();
    }

    private static Caller key(ResultSet row, int number) throws SQLException {
        KeyScope scope = KeyScope.of(row.getString("scope")).orElseThrow();
        return new Caller(row.getLong("company_id"), row.getLong("user_id"), row.getLong("id"), Role.valueOf(row.getString("role")), scope);
    }

    private static Login user(ResultSet row, int number) throws SQLException {
        Caller caller = new Caller(row.getLong("company_id"), row.getLong("id"), 0, Role.valueOf(row.getString("role")),
                KeyScope.FULL);
        return new Login(caller, row.getString("password_hash"));
    }
}
