package io.opportunities.idempotency;

import io.opportunities.common.Sha256;
import io.opportunities.identity.Caller;
import io.opportunities.web.server.RequestBodyBytes;
import jakarta.servlet.http.HttpServletRequest;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.HexFormat;

/**
 * A request with an Idempotency-Key, in a form for comparison.
 *
 * @param caller owner of the key: two integrations of a company may use the same keys without harm
 * @param secret known to the sender only
 * @param digest SHA-256 of the Idempotency-Key
 * @param fingerprint SHA-256 of method, path, query and body: equal for a repeat. It includes the API key, which is secret; otherwise a
 * password in a body could be guessed from it
 */
record IdempotentRequest(Caller caller, String secret, byte[] digest, byte[] fingerprint) {

    static IdempotentRequest of(String key, HttpServletRequest request) {
        MessageDigest fingerprint = Sha256.begin();
        for (String part : new String[]{request.getMethod(), request.getRequestURI(), String.valueOf(request.getQueryString()),
                String.valueOf(request.getHeader("x-api-key"))}) {
            fingerprint.update(part.getBytes(StandardCharsets.UTF_8));
            fingerprint.update((byte) '\n');
        }
        String secret = key + "\n" + request.getHeader("Authorization");
        return new IdempotentRequest(Caller.current(), secret, Sha256.of(key), fingerprint.digest(RequestBodyBytes.of(request)));
    }

    /**
     * Returns a part of this request as one of its own. The first part has the key itself, so that another request with the key is rejected.
     *
     * @param from place of its first item
     */
    IdempotentRequest part(int from) {
        return from == 0
                ? this
                : new IdempotentRequest(caller, secret, Sha256.of(HexFormat.of().formatHex(digest) + ":" + from), fingerprint);
    }

    /** Returns whether its response contains a secret. A password creates an API key, whose token is not stored. */
    boolean hasSecretResponse() {
        return caller.keyId() == 0;
    }
}
