package io.opportunities.common;

import java.net.URI;
import java.util.HexFormat;
import org.springframework.http.ResponseEntity;

/**
 * A record as it is shown to a client, and the version of it.
 *
 * @param version counts up with every change of the record itself
 */
public record Shown<B>(B body, int version) {

    private static final int DIGEST_SHOWN = 8;

    /**
     * The version, which {@code If-Match} is held against, and a digest of the whole body: that also shows what belongs to other records,
     * such as the name of an owner, and a client must not be told that nothing changed when one of those did.
     *
     * @see <a href="https://www.rfc-editor.org/rfc/rfc9110#section-8.8.3">RFC 9110, ETag</a>
     */
    public String eTag() {
        byte[] digest = Sha256.of(body.toString());
        return version + "-" + HexFormat.of().formatHex(digest, 0, DIGEST_SHOWN);
    }

    public ResponseEntity<B> answer() {
        return ResponseEntity.ok().eTag(eTag()).body(body);
    }

    /** @param path of the new record */
    public ResponseEntity<B> created(String path) {
        return ResponseEntity.created(URI.create(path)).eTag(eTag()).body(body);
    }
}
