package io.opportunities.common;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;

/** The digest that distinguishes texts and bodies. */
public final class Sha256 {

    private Sha256() {}

    /** @return 32 bytes */
    public static byte[] of(byte[] bytes) {
        return begin().digest(bytes);
    }

    /** Digests the text in UTF-8. */
    public static byte[] of(String text) {
        return of(text.getBytes(StandardCharsets.UTF_8));
    }

    /** Starts a digest of several parts. */
    public static MessageDigest begin() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException(impossible);
        }
    }
}
