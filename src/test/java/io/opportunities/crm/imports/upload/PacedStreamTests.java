package io.opportunities.crm.imports.upload;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.InputStream;
import java.net.SocketTimeoutException;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class PacedStreamTests {

    private static final int RATE = 1_000;

    private long now;

    @Test
    void aBodyAtTheMinimumSpeedIsReadToItsEnd() throws IOException {
        assertThat(paced(100, Duration.ofMillis(100)).readNBytes(500_000)).hasSize(500_000);
    }

    @Test
    void aSlowerBodyIsRejectedLongBeforeItsEnd() {
        assertThatThrownBy(() -> paced(100, Duration.ofMillis(200)).readNBytes(500_000)).isInstanceOf(SocketTimeoutException.class)
                .hasMessageContaining("1000 bytes a second");
        assertThat(Duration.ofNanos(now)).isBetween(PacedStream.GRACE, PacedStream.GRACE.multipliedBy(3));
    }

    @Test
    void theTimeBetweenReadsDoesNotCount() throws IOException {
        InputStream body = paced(100, Duration.ofMillis(100));
        for (int i = 0; i < 500; i++) {
            now += Duration.ofSeconds(1).toNanos();
            assertThat(body.readNBytes(100)).hasSize(100);
        }
    }

    /** Returns a body that gives some bytes each time, after a while. */
    private InputStream paced(int bytes, Duration wait) {
        return new PacedStream(new InputStream() {

            @Override
            public int read() {
                return 0;
            }

            @Override
            public int read(byte[] into, int offset, int length) {
                now += length == 0 ? 0 : wait.toNanos();
                return Math.min(bytes, length);
            }
        }, RATE, () -> now);
    }
}
