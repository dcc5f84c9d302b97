package io.opportunities.idempotency;

import io.opportunities.common.Sha256;
import io.opportunities.common.SentBody;
import io.opportunities.identity.Caller;
import jakarta.servlet.http.HttpServletRequest;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;

/**
 * A request that came with an Idempotency-Key, as it is compared with others.
 *
 * @param caller whose key it is: two integrations of a company may count alike without harm
 * @param secret what only who sent it knows
 * @param digest SHA-256 of the Idempotency-Key
 * @param fingerprint SHA-256 of method, path, query and body: the same for what is sent again. The API key is in it too, which nobody else
 *            knows: else a password in a body could be guessed from it
 */
record KeyedRequest(Caller caller, String secret, byte[] digest, byte[] fingerprint) {

    static KeyedRequest of(String key, HttpServletRequest request) {
        MessageDigest fingerprint = Sha256.begin();
        for (String part : new String[]{request.getMethod(), request.getRequestURI(), String.valueOf(request.getQueryString()),
                String.valueOf(request.getHeader("x-api-key"))}) {
            fingerprint.update(part.getBytes(StandardCharsets.UTF_8));
            fingerprint.update((byte) '\n');
        }
        String secret = key + "\n" + request.getHeader("Authorization");
        return new KeyedRequest(Caller.current(), secret, Sha256.of(key), fingerprint.digest(SentBody.of(request)));
    }

    /** Whether its answer holds a secret: a password makes an API key, whose token is stored nowhere. */
    boolean isAnsweredWithSecret() {
        return caller.keyId() == 0;
    }
}
