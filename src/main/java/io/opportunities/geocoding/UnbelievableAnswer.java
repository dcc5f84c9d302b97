package io.opportunities.geocoding;

/** That the service answered something which cannot be true; asking again would not help. */
final class UnbelievableAnswer extends RuntimeException {

    private static final long serialVersionUID = 1;

    UnbelievableAnswer(String why) {
        super(why);
    }
}
