package io.opportunities.idempotency;

import java.nio.ByteBuffer;
import java.security.GeneralSecurityException;
import java.util.Arrays;
import java.util.Optional;
import javax.crypto.SecretKey;
import javax.crypto.SecretKeyFactory;
import javax.crypto.spec.PBEKeySpec;
import javax.crypto.spec.SecretKeySpec;
import org.springframework.security.crypto.encrypt.AesBytesEncryptor;
import org.springframework.security.crypto.encrypt.AesBytesEncryptor.CipherAlgorithm;
import org.springframework.security.crypto.keygen.KeyGenerators;

/**
 * Encrypts a stored response with a key derived from the request. Neither is stored, so only a repeat of the request can decrypt it.
 *
 * @see <a href="https://cheatsheetseries.owasp.org/cheatsheets/Password_Storage_Cheat_Sheet.html#pbkdf2">OWASP, PBKDF2</a>
 */
final class ResponseCipher {

    private static final int ROUNDS = 600_000;
    private static final int KEY_BITS = 256;
    private static final int SALT_BYTES = 16;

    private ResponseCipher() {}

    static byte[] close(byte[] answer, String secret) {
        byte[] salt = KeyGenerators.secureRandom(SALT_BYTES).generateKey();
        byte[] sealed = cipher(secret, salt).encrypt(answer);
        return ByteBuffer.allocate(salt.length + sealed.length).put(salt).put(sealed).array();
    }

    /** @return empty if it was encrypted with another secret */
    static Optional<byte[]> open(byte[] sealed, String secret) {
        try {
            return Optional.of(cipher(secret, Arrays.copyOf(sealed, SALT_BYTES))
                    .decrypt(Arrays.copyOfRange(sealed, SALT_BYTES, sealed.length)));
        } catch (IllegalStateException another) {
            return Optional.empty();
        }
    }

    private static AesBytesEncryptor cipher(String secret, byte[] salt) {
        try {
            SecretKey derived = SecretKeyFactory.getInstance("PBKDF2WithHmacSHA256")
                    .generateSecret(new PBEKeySpec(secret.toCharArray(), salt, ROUNDS, KEY_BITS));
            return new AesBytesEncryptor(new SecretKeySpec(derived.getEncoded(), "AES"), KeyGenerators.secureRandom(SALT_BYTES),
                    CipherAlgorithm.GCM);
        } catch (GeneralSecurityException impossible) {
            throw new IllegalStateException(impossible);
        }
    }
}
