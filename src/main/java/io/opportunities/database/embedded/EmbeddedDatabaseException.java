package io.opportunities.database.embedded;

import org.jspecify.annotations.Nullable;

/** Describes in one sentence why the embedded PostgreSQL does not run. */
class EmbeddedDatabaseException extends RuntimeException {

    private static final long serialVersionUID = 1;

    EmbeddedDatabaseException(String message, @Nullable Throwable cause) {
        super(message, cause);
    }

    EmbeddedDatabaseException(String message) {
        this(message, null);
    }
}
