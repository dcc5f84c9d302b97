package io.opportunities.identity;

import io.opportunities.common.Sha256;
import java.security.SecureRandom;
import java.util.Base64;

/**
 * The secret of an API key: a recognisable prefix and 256 random bits. It exists in memory during creation and checks only; the database
 * stores its SHA-256.
 */
public final class ApiKeyToken {

    private static final String PREFIX = "opp_";
    private static final int RANDOM_BYTES = 32;
    private static final int PREFIX_LENGTH = 12;
    private static final int MIN_LENGTH = 32;
    private static final int MAX_LENGTH = 128;
    private static final SecureRandom RANDOM = new SecureRandom();

    private final String secret;

    private ApiKeyToken(String secret) {
        this.secret = secret;
    }

    public static ApiKeyToken random() {
        byte[] bits = new byte[RANDOM_BYTES];
        RANDOM.nextBytes(bits);
        return new ApiKeyToken(PREFIX + Base64.getUrlEncoder().withoutPadding().encodeToString(bits));
    }

    /** @throws IllegalArgumentException unless it has 32 to 128 printable ASCII characters */
    public static ApiKeyToken of(String secret) {
        if (!isWellFormed(secret)) {
            throw new IllegalArgumentException("an API key has %d to %d printable ASCII characters".formatted(MIN_LENGTH, MAX_LENGTH));
        }
        return new ApiKeyToken(secret);
    }

    public static boolean isWellFormed(String secret) {
        return secret.length() >= MIN_LENGTH && secret.length() <= MAX_LENGTH && secret.chars().allMatch(c -> c > ' ' && c < 127);
    }

    public byte[] hash() {
        return Sha256.of(secret);
    }

    /** Returns the first characters: enough to recognise the key in a list, too few to guess it. */
    public String prefix() {
        return secret.substring(0, PREFIX_LENGTH);
    }

    /** Returns the secret, for the only response that contains it. */
    public String reveal() {
        return secret;
    }

    @Override
    public String toString() {
        return prefix() + "…";
    }
}
