package io.opportunities.audit;

import io.opportunities.common.EmailAddress;
import io.opportunities.common.Text;
import io.opportunities.identity.Token;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Looks up, across companies and after the answer, whose a refused key or e-mail is. */
@Component
class KnownCredentials {

    private static final String REFUSED_KEY = "select company_id, user_id, id, reason from refused_key_of_token(?, ?)";
    private static final String USER = "select company_id, user_id, null::bigint as id, null as reason from user_of_email(?)";

    private final JdbcClient database;

    KnownCredentials(JdbcClient database) {
        this.database = database;
    }

    /** @param keyId null where it is a user's e-mail */
    record Known(long companyId, long userId, @Nullable Long keyId, @Nullable Reason reason) {}

    /** @return empty where no such key was ever made, or it is good by now */
    Optional<Known> refusedKey(Token token, Instant at) {
        return database.sql(REFUSED_KEY).param(token.hash()).param(Timestamp.from(at)).query(KnownCredentials::known).optional();
    }

    Optional<Known> user(String email) {
        if (!Text.isStorable(email)) {
            return Optional.empty();
        }
        return database.sql(USER).param(EmailAddress.key(email)).query(KnownCredentials::known).optional();
    }

    private static Known known(ResultSet row, int number) throws SQLException {
        String reason = row.getString("reason");
        return new Known(row.getLong("company_id"), row.getLong("user_id"), row.getObject("id", Long.class),
                reason == null ? null : Reason.valueOf(reason));
    }
}
