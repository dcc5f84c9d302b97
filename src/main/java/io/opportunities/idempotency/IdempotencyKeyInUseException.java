package io.opportunities.idempotency;

/** Another request with the same key is in progress, or was on a replica whose failure the database has not yet detected. */
final class IdempotencyKeyInUseException extends RuntimeException {

    private static final long serialVersionUID = 1;

    IdempotencyKeyInUseException() {
        super(null, null, false, false);
    }
}
