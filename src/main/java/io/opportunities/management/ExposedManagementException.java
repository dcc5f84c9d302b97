package io.opportunities.management;

/** Says in one sentence why the management port must not be opened like this. */
final class ExposedManagementException extends RuntimeException {

    private static final long serialVersionUID = 1;

    ExposedManagementException(String message) {
        super(message);
    }
}
