package io.opportunities.crm.imports.job;

/** Another worker has the lease, or the import was cancelled: the transaction must not be committed. */
final class LeaseLostException extends RuntimeException {

    private static final long serialVersionUID = 1;

    LeaseLostException() {
        super("the import has another worker or another state", null, false, false);
    }
}
