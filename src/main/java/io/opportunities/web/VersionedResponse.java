package io.opportunities.web;

import io.opportunities.common.Sha256;
import java.net.URI;
import java.util.HexFormat;
import java.util.Map;
import org.springframework.http.ResponseEntity;

/**
 * The response for a record, with its version.
 *
 * @param version counts up with every change of the record itself
 * @param headers of the response, in addition
 */
public record VersionedResponse<B>(B body, int version, Map<String, String> headers) {

    private static final int DIGEST_BYTES = 8;

    public VersionedResponse(B body, int version) {
        this(body, version, Map.of());
    }

    /** Returns the response for the old id of a record that was merged into this one. */
    public VersionedResponse<B> mergedInto(long id) {
        return new VersionedResponse<>(body, version, Map.of("X-Merged-Into", String.valueOf(id)));
    }

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
        ResponseEntity.BodyBuilder answer = ResponseEntity.ok().eTag(eTag());
        headers.forEach(answer::header);
        return answer.body(body);
    }

    /** @param path of the new record */
    public ResponseEntity<B> created(String path) {
        return ResponseEntity.created(URI.create(path)).eTag(eTag()).body(body);
    }
}
