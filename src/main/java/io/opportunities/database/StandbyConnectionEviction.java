package io.opportunities.database;

import com.zaxxer.hikari.SQLExceptionOverride;
import java.sql.SQLException;

/** Evicts a connection from the pool if its server no longer accepts writes: a primary that became a standby. */
public final class StandbyConnectionEviction implements SQLExceptionOverride {

    private static final String READ_ONLY_TRANSACTION = "25006";

    @java.lang.Override
    public Override adjudicate(SQLException failure) {
        return READ_ONLY_TRANSACTION.equals(failure.getSQLState()) ? Override.MUST_EVICT : Override.CONTINUE_EVICT;
    }
}
