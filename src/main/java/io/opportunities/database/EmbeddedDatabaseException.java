package io.opportunities.database;

import org.jspecify.annotations.Nullable;

/** Says in one sentence why the embedded PostgreSQL does not run. */
class EmbeddedDatabaseException extends RuntimeException {

    private static final long serialVersionUID = 1;

    EmbeddedDatabaseException(String message, @Nullable Throwable cause) {
        super(message, cause);
    }

    EmbeddedDatabaseException(String message) {
        this(message, null);
    }
}
