package io.opportunities.identity;

import io.opportunities.common.Sha256;
import java.security.SecureRandom;
import java.util.Base64;

/**
 * The secret an API key is called with: a recognisable prefix and 256 random bits. It exists in memory while it is made or checked; what
 * is kept is its SHA-256.
 */
public final class Token {

    private static final String PREFIX = "opp_";
    private static final int RANDOM_BYTES = 32;
    private static final int SHOWN = 12;
    private static final int SHORTEST = 32;
    private static final int LONGEST = 128;
    private static final SecureRandom RANDOM = new SecureRandom();

    private final String secret;

    private Token(String secret) {
        this.secret = secret;
    }

    public static Token random() {
        byte[] bits = new byte[RANDOM_BYTES];
        RANDOM.nextBytes(bits);
        return new Token(PREFIX + Base64.getUrlEncoder().withoutPadding().encodeToString(bits));
    }

    /** @throws IllegalArgumentException unless it has 32 to 128 printable ASCII characters */
    public static Token of(String secret) {
        if (!isWellFormed(secret)) {
            throw new IllegalArgumentException("an API key has %d to %d printable ASCII characters".formatted(SHORTEST, LONGEST));
        }
        return new Token(secret);
    }

    static boolean isWellFormed(String secret) {
        return secret.length() >= SHORTEST && secret.length() <= LONGEST && secret.chars().allMatch(c -> c > ' ' && c < 127);
    }

    public byte[] hash() {
        return Sha256.of(secret);
    }

    /** Enough to recognise the key in a list, too little to guess it. */
    public String prefix() {
        return secret.substring(0, SHOWN);
    }

    /** The secret itself, for the one answer that shows it. */
    public String reveal() {
        return secret;
    }

    @Override
    public String toString() {
        return prefix() + "…";
    }
}
