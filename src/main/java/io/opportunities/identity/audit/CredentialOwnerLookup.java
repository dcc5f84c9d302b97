package io.opportunities.identity.audit;

import io.opportunities.identity.ApiKeyToken;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Finds the owner of a refused key or e-mail, across companies and after the response. */
@Component
class CredentialOwnerLookup {

    private static final String REFUSED_KEY = "select company_id, user_id, id, reason from refused_key_of_token(?, ?)";
    private static final String USER = "select company_id, user_id, null::bigint as id, null as reason from user_of_email(?)";

    private final JdbcClient database;

    CredentialOwnerLookup(JdbcClient database) {
        this.database = database;
    }

    /** @param keyId null for the e-mail of a user */
    record Known(long companyId, long userId, @Nullable Long keyId, @Nullable RefusalReason reason) {}

    /** @return empty if no such key exists, or it is valid now */
    Optional<Known> refusedKey(ApiKeyToken token, Instant at) {
        return database.sql(REFUSED_KEY).param(token.hash()).param(Timestamp.from(at)).query(CredentialOwnerLookup::known).optional();
    }

    Optional<Known> user(String emailKey) {
        return database.sql(USER).param(emailKey).query(CredentialOwnerLookup::known).optional();
    }

    private static Known known(ResultSet row, int number) throws SQLException {
        String reason = row.getString("reason");
        return new Known(row.getLong("company_id"), row.getLong("user_id"), row.getObject("id", Long.class),
                reason == null ? null : RefusalReason.valueOf(reason));
    }
}
