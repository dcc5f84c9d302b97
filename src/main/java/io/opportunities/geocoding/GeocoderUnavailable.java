package io.opportunities.geocoding;

/** That no point is to be had from the network now; its message holds nothing that a client or the service sent. */
final class GeocoderUnavailable extends RuntimeException {

    private static final long serialVersionUID = 1;

    GeocoderUnavailable(Exception cause) {
        super(cause instanceof UnbelievableAnswer ? cause.getMessage() : cause.getClass().getSimpleName(), cause);
    }

    boolean wasAnswered() {
        return getCause() instanceof UnbelievableAnswer;
    }
}
