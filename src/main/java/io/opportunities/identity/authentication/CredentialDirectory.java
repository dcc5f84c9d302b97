package io.opportunities.identity.authentication;

import io.opportunities.database.ShardSettings;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * Stores the company of each API key and e-mail, where companies are on several nodes. A look-up then asks the node of the company alone.
 * On one database, which has indexes for these look-ups, it does nothing.
 */
@Component
public final class CredentialDirectory {

    private final JdbcClient database;
    private final boolean sharded;

    CredentialDirectory(JdbcClient database, ShardSettings settings) {
        this.database = database;
        this.sharded = settings.sharded();
    }

    /** @param digest SHA-256 of a token or e-mail of the caller's company */
    public void add(byte[] digest) {
        if (sharded) {
            database.sql("call add_credential(?)").param(digest).update();
        }
    }

    /** @param digest as above */
    public void remove(byte[] digest) {
        if (sharded) {
            database.sql("call remove_credential(?)").param(digest).update();
        }
    }
}
