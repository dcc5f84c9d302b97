package io.opportunities.idempotency;

/** Another request with the same key is worked on, or was, on a replica of whose death the database does not know yet. */
final class KeyInUse extends RuntimeException {

    private static final long serialVersionUID = 1;

    KeyInUse() {
        super(null, null, false, false);
    }
}
