package io.opportunities.idempotency;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;

class ResponseCipherTests {

    private static final byte[] ANSWER = "{\"token\":\"opp_…\"}".getBytes(StandardCharsets.UTF_8);

    @Test
    void aRepeatOfTheRequestReadsTheAnswer() {
        assertThat(ResponseCipher.open(ResponseCipher.close(ANSWER, "key\nBasic ä"), "key\nBasic ä")).contains(ANSWER);
    }

    @Test
    void anotherSecretReadsNothing() {
        assertThat(ResponseCipher.open(ResponseCipher.close(ANSWER, "key\nBasic a"), "key\nBasic b")).isEmpty();
    }

    @Test
    void aChangedAnswerIsNotRead() {
        byte[] sealed = ResponseCipher.close(ANSWER, "key");
        sealed[sealed.length - 1] ^= 1;

        assertThat(ResponseCipher.open(sealed, "key")).isEmpty();
    }

    @Test
    void oneAnswerIsNeverEncryptedAlikeAndNeverReadable() {
        byte[] sealed = ResponseCipher.close(ANSWER, "key");

        assertThat(Arrays.copyOf(sealed, 16)).as("the salt of the key")
                .isNotEqualTo(Arrays.copyOf(ResponseCipher.close(ANSWER, "key"), 16));
        assertThat(new String(sealed, StandardCharsets.ISO_8859_1)).doesNotContain("token");
    }

    @Test
    void aReplayIsTheFirstAnswerAndSaysThatItIsAReplay() {
        StoredResponse stored = new StoredResponse(201, Map.of("Location", List.of("/opportunities/7")), ANSWER);
        ResponseEntity<byte[]> first = stored.asFirst();
        ResponseEntity<byte[]> replay = stored.asReplay();

        assertThat(replay.getStatusCode()).isEqualTo(first.getStatusCode()).isEqualTo(HttpStatus.CREATED);
        assertThat(replay.getBody()).isEqualTo(first.getBody());
        assertThat(replay.getHeaders().getFirst("Location")).isEqualTo("/opportunities/7");
        assertThat(replay.getHeaders().getFirst("Idempotent-Replayed")).isEqualTo("true");
        assertThat(first.getHeaders().containsHeader("Idempotent-Replayed")).isFalse();
    }
}
