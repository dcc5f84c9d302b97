package io.opportunities.address.geo;

/** The network service returned no point. The message contains no data of a client or the service. */
final class GeocoderException extends RuntimeException {

    private static final long serialVersionUID = 1;

    GeocoderException(Exception cause) {
        super(cause instanceof ImplausibleResultException ? cause.getMessage() : cause.getClass().getSimpleName(), cause);
    }

    boolean hasResponse() {
        return getCause() instanceof ImplausibleResultException;
    }
}
