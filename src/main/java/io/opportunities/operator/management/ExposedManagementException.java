package io.opportunities.operator.management;

/** The management port would be exposed without a sufficient token. */
final class ExposedManagementException extends RuntimeException {

    private static final long serialVersionUID = 1;

    ExposedManagementException(String message) {
        super(message);
    }
}
