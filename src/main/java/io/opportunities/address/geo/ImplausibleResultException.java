package io.opportunities.address.geo;

/** The service returned an impossible result; a retry would not help. */
final class ImplausibleResultException extends RuntimeException {

    private static final long serialVersionUID = 1;

    ImplausibleResultException(String why) {
        super(why);
    }
}
