package io.opportunities.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import org.junit.jupiter.api.Test;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;

class VersionedResponseTests {

    private record Body(long id, String ownerName) {}

    @Test
    void theTagIsTheVersionAndADigest() {
        assertThat(tag("Dana", 3)).matches("3-[0-9a-f]{16}");
    }

    @Test
    void equalBodiesOfAVersionShareATag() {
        assertThat(tag("Dana", 3)).isEqualTo(tag("Dana", 3));
    }

    @Test
    void aChangeOfAnotherRecordInTheBodyChangesTheTag() {
        assertThat(tag("Dana", 3)).isNotEqualTo(tag("Dana Cole", 3));
    }

    @Test
    void aNewVersionOfAnEqualBodyChangesTheTag() {
        assertThat(tag("Dana", 3)).isNotEqualTo(tag("Dana", 4));
    }

    @Test
    void theHeaderQuotesTheTag() {
        VersionedResponse<Body> response = new VersionedResponse<>(new Body(7, "Dana"), 3);

        assertThat(response.toResponseEntity().getHeaders().getETag()).isEqualTo("\"" + response.eTag() + "\"");
    }

    @Test
    void aNewRecordIsCreatedAtItsPath() {
        ResponseEntity<Body> created = new VersionedResponse<>(new Body(7, "Dana"), 0).created("/contacts/7");

        assertThat(created.getStatusCode()).isEqualTo(HttpStatus.CREATED);
        assertThat(created.getHeaders().getLocation()).isEqualTo(URI.create("/contacts/7"));
    }

    private static String tag(String ownerName, int version) {
        return new VersionedResponse<>(new Body(7, ownerName), version).eTag();
    }
}
