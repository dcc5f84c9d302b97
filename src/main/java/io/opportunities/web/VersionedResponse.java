package io.opportunities.web;

import io.opportunities.common.Sha256;
import java.net.URI;
import java.util.HexFormat;
import org.springframework.http.ResponseEntity;

/**
 * The response for a record, with its version.
 *
 * @param version counts up with every change of the record itself
 */
public record VersionedResponse<B>(B body, int version) {

    private static final int DIGEST_BYTES = 8;

    /**
     * Returns the version, for {@code If-Match}, and a digest of the whole body. The digest covers data of other records, such as the name
     * of an owner, whose change must not result in a 304.
     *
     * @see <a href="https://www.rfc-editor.org/rfc/rfc9110#section-8.8.3">RFC 9110, ETag</a>
     */
    public String eTag() {
        byte[] digest = Sha256.of(body.toString());
        return version + "-" + HexFormat.of().formatHex(digest, 0, DIGEST_BYTES);
    }

    public ResponseEntity<B> toResponseEntity() {
        return ResponseEntity.ok().eTag(eTag()).body(body);
    }

    /** @param path of the new record */
    public ResponseEntity<B> created(String path) {
        return ResponseEntity.created(URI.create(path)).eTag(eTag()).body(body);
    }
}
