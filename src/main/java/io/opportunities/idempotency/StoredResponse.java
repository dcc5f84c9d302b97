package io.opportunities.idempotency;

import java.util.List;
import java.util.Map;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;

/**
 * A response in its serialised form, so that a replay is identical byte for byte.
 *
 * @param headers from the handler
 */
record StoredResponse(int status, Map<String, List<String>> headers, byte[] body) {

    ResponseEntity<byte[]> asFirst() {
        return ResponseEntity.status(status).headers(all()).contentType(MediaType.APPLICATION_JSON).body(body);
    }

    ResponseEntity<byte[]> asReplay() {
        return ResponseEntity.status(status).headers(all()).header("Idempotent-Replayed", "true").contentType(MediaType.APPLICATION_JSON)
                .body(body);
    }

    private HttpHeaders all() {
        HttpHeaders all = new HttpHeaders();
        headers.forEach(all::addAll);
        return all;
    }
}
